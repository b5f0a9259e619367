import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { encodeNpy } from '../../../src/engine/dataset/write-npy';
import { builtProgram, jsonLines, writeClouds } from './built-program';

const program = builtProgram();
const clouds = 'clouds/clouds.contrast.yaml';
const pictures = 'pictures.contrast.yaml';

beforeAll(async () => {
  writeClouds(program.at('clouds'));
  mkdirSync(program.at('empty'));
  const array = (name: string, shape: number[], value: number): void => {
    const length = shape.reduce((product, extent) => product * extent, 1);
    const numbers = Float32Array.from({ length }, (_, i) => value + i);
    writeFileSync(program.at(name), encodeNpy(shape, numbers));
  };
  array('odd.npy', [5, 3], 0);
  array('two.npy', [2, 3], 1);
  array('flat.npy', [12], 1);
  array('nan.npy', [4, 3], NaN);
  array('good.npy', [4, 3], 1);
  array('wide.npy', [8, 17], 1);
  writeFileSync(program.at('not.npy'), 'nothing');
  writeFileSync(program.at('far.csv'), 'first,second\n0,1\n2,4\n');
  writeFileSync(program.at('vague.csv'), 'first,second,similar\n0,1,maybe\n');
  writeFileSync(program.at('broken.contrast.yaml'), 'data: { train: [');
  writeFileSync(program.at('untrained.contrast.yaml'), 'data: { train: good.npy }');
  const header = [0, 0, 8, 3, ...[4, 8, 8].flatMap((extent) => [0, 0, 0, extent])];
  const pixels = Array.from({ length: 4 * 8 * 8 }, (_, i) => i % 251);
  writeFileSync(program.at('four.idx3-ubyte'), Uint8Array.from([...header, ...pixels]));
  writeFileSync(
    program.at(pictures),
    'data: { train: four.idx3-ubyte }\nencoder: { name: mlp, widths: [4] }\ntrain: { epochs: 1, batch_size: 4, runtime: cpu }\n',
  );
  await program.succeed('train', pictures);
  await program.succeed('train', clouds, '--epochs', '1');
});

const supcon = 'loss --embeddings good.npy --set objective.name=supcon';
const mixing = 'loss --embeddings good.npy --set negatives.weighting=mixing';

const mistakes: readonly [string, RegExp][] = [
  ['tran x', /unknown command 'tran' \(Did you mean train\?\)/],
  ['train', /missing required argument 'config'/],
  [`train ${clouds} other`, /too many arguments/],
  [`train ${clouds} --epoch 3`, /unknown option '--epoch' \(Did you mean --epochs\?\)/],
  [`train ${clouds} --epochs many`, /"train.epochs" must be a whole number/],
  [`train ${clouds} --set train`, /setting "train" is not of the form path=value/],
  [`train ${clouds} --set train.epoch=1`, /unknown setting "epoch": did you mean "epochs"\?/],
  [
    `train ${clouds} --runtime gpu`,
    /'gpu' is invalid. Allowed choices are auto, cpu, webgpu, tensorflow/,
  ],
  [`train ${clouds} --set encoder.name=conv --set encoder.widths=[4]`, /needs images/],
  [`train ${clouds} --resume`, /no unfinished run/],
  [`train ${clouds} --resume gone`, /there is no run "gone"/],
  [`train ${clouds} --resume --seed 2`, /leave out --set and --seed/],
  ['train gone.contrast.yaml', /gone.contrast.yaml: the config cannot be read \(ENOENT\)/],
  ['train empty', /the config cannot be read \(EISDIR\)/],
  ['train broken.contrast.yaml', /broken.contrast.yaml:1:/],
  ['check gone.contrast.yaml', /cannot be read/],
  ['evaluate gone', /there is no run "gone"/],
  ['evaluate untrained.contrast.yaml', /no finished run/],
  [`evaluate ${clouds} --checkpoint 7`, /no checkpoint 7: there are 1\n/],
  [`evaluate ${clouds} --checkpoint x`, /Give a whole number from 0 to \d+; negative-space --help/],
  ['runs gone', /^gone: there is no such folder$/m],
  [`embed ${clouds} clouds/points.npy`, /required option '-o, --out <file>' not specified/],
  [`embed ${clouds} clouds/points.npy -o gone/z.npy`, /its folder does not exist/],
  [`embed ${clouds} clouds/points.npy -o empty`, /this is a folder/],
  [`embed ${clouds} gone.npy -o z.npy`, /gone.npy/],
  [`embed ${clouds} good.npy -o z.csv`, /z.csv: arrays are written as .npy/],
  [`embed ${clouds} good.npy -o ./good.npy`, /this file is read by the command/],
  [`embed ${clouds} good.npy -o z.npy --names good.npy`, /this file is read by the command/],
  [
    `embed ${pictures} clouds/points.npy -o z.npy`,
    /points.npy: These are vectors where images are wanted: .* an encoder of images/,
  ],
  [`embed ${clouds} wide.npy -o z.npy`, /vectors of 17, but .* trained on vectors of 16/],
  ['sample clouds', /not empty/],
  ['sample new --per-species 0', /Give a whole number from 1 to 10000/],
  ['loss', /required option '--embeddings <file>' not specified/],
  ['loss --embeddings gone.npy', /gone.npy: the array cannot be read \(ENOENT\)/],
  ['loss --embeddings not.npy', /not.npy: This is no .npy file/],
  ['loss --embeddings odd.npy', /odd.npy: 5 rows cannot be first and second views/],
  ['loss --embeddings two.npy', /two.npy: 2 rows of 3 numbers hold no negatives/],
  ['loss --embeddings flat.npy', /shape \[12\] is no matrix/],
  ['loss --embeddings nan.npy', /4 of the 4 given embeddings are all zero or not finite/],
  ['loss --embeddings good.npy --labels flat.npy', /one class for each of 2 samples/],
  ['loss --embeddings good.npy --gradient good.npy', /this file is read by the command/],
  ['loss --embeddings good.npy --gradient gone/g.npy', /its folder does not exist/],
  ['loss --embeddings good.npy --set objective.temperature=0', /temperature/],
  ['loss --embeddings good.npy --labels flat.npy', /flat.npy: an array of shape \[12\] does not/],
  ['loss --embeddings good.npy --queue wide.npy', /wide.npy: rows of shape \[8, 17\] .*\[4, 3\]/],
  ['loss --embeddings good.npy --queue gone.npy', /gone.npy: the array cannot be read/],
  ['loss --embeddings good.npy --views 3', /'3' is invalid. Allowed choices are 1, 2/],
  ['loss --embeddings good.npy --views 1', /compares two views of each sample/],
  [`${supcon} --views 1`, /give one of them/],
  [`${supcon} --labels good.npy --pairs pairs.csv`, /give one of them/],
  [`${supcon} --pairs far.csv`, /far.csv:3: "4" is no row: they are numbered 0 to 3/],
  [`${supcon} --pairs vague.csv`, /vague.csv:2: "maybe" does not say whether/],
  [`${supcon} --pairs good.npy`, /good.npy/],
  ['loss --embeddings good.npy --pairs far.csv', /--pairs is for supcon/],
  ['loss --embeddings good.npy --set negatives.from=queue', /give its rows with --queue/],
  ['loss --embeddings good.npy --set negatives.exclude=[label]', /give the classes with --labels/],
  ['loss --embeddings good.npy --set negatives.exclude=[reviewed]', /rows alone do not tell/],
  ['loss --embeddings good.npy --mix pairs.json', /--mix is for negatives.weighting=mixing/],
  [`${mixing} --mix far.csv`, /far.csv: these are no draws of mixing/],
  [`${mixing} --mix gone.json`, /gone.json: the draws cannot be read/],
  ['loss --embeddings good.npy --set objective.name=triplet --queue good.npy', /must be batch/],
  ['explain --embeddings good.npy', /required option '--anchor <row>' not specified/],
  ['explain --embeddings good.npy --anchor 4', /good.npy: there is no anchor 4: there are 4/],
  ['explain --embeddings good.npy --anchor -1', /Give a whole number from 0/],
  [
    'explain --embeddings good.npy --queue good.npy --anchor 2',
    /there is no anchor 2: there are 2/,
  ],
];

describe('wrong input', () => {
  it.each(mistakes)('negative-space %s: one sentence and exit code 2', async (line, sentence) => {
    const { code, stdout, stderr } = await program.run(...line.split(' '), '--json');
    expect(stderr).toMatch(sentence);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(code).toBe(2);
    expect(jsonLines(stdout).at(-1)).toEqual({ error: stderr.trimEnd() });
  });

  it('makes no run', () => {
    expect(readdirSync(program.at('clouds/.negative-space/runs'))).toHaveLength(1);
  });

  it('shows the help where no command is given', async () => {
    const { code, stdout, stderr } = await program.run();
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('Commands:');
  });
});
