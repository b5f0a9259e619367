import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resolveDataPath } from '../../../src/engine/config/data-path';
import { checkConfig } from '../../../src/engine/config/examine-config';
import { loadConfig, parseConfig } from '../../../src/engine/config/load-config';
import { resolvedYaml } from '../../../src/engine/config/resolved-yaml';
import { InputError } from '../../../src/engine/input-error';

const data = 'data: { train: . }\n';
const file = 'flowers.contrast.yaml';

describe('parseConfig', () => {
  it('fills in every default', () => {
    const config = parseConfig(data, file);
    expect(config.name).toBe('flowers');
    expect(config.positives.crop).toEqual([0.2, 1]);
    expect(config.encoder).toEqual({ name: 'resnet18', stem: 'small', width: 64 });
    expect(config.negatives).toEqual({
      from: 'batch',
      among: 'both-views',
      weighting: 'uniform',
      tau_plus: 0.1,
      beta: 1,
      detach_weights: false,
      lower: 1,
      upper: 10,
      mix_hardest: 1024,
      mix_pairs: 1024,
      mix_anchors: 128,
      mix_after: 10,
      anneal: 'none',
      anneal_epochs: 100,
      exclude: [],
      duplicate_cosine: 0.98,
    });
    expect(config.evaluate.knn).toEqual({ k: 200, temperature: 0.1 });
    expect(config.train).not.toHaveProperty('chunk_size');
  });

  it('reads JSON, indented with tabs too', () => {
    const json = JSON.stringify({ data: { train: 'a' }, train: { epochs: 3 } }, null, '\t');
    expect(parseConfig(json, 'a.contrast.json')).toMatchObject({ name: 'a', train: { epochs: 3 } });
  });

  it('reads aliases and a text that starts with a byte order mark', () => {
    const text = `\uFEFF${data}head: { layers: &widths [64, 32] }\nencoder: { name: mlp, widths: *widths }`;
    expect(parseConfig(text, file).encoder).toMatchObject({ name: 'mlp', widths: [64, 32] });
  });

  it('takes the defaults of the variant that is named', () => {
    const text = `${data}encoder: { name: conv }`;
    expect(parseConfig(text, file).encoder).toEqual({
      name: 'conv',
      widths: [32, 64, 128, 256],
      batch_norm: false,
    });
  });
});

describe('overrides', () => {
  it('set values and whole sections, the later one last', () => {
    const config = parseConfig(`${data}optimizer: { name: lars, lr: 3 }`, file, [
      'objective.temperature=0.2',
      'optimizer={ name: sgd }',
      'optimizer.lr=0.3',
      'encoder.width=8',
      'data.train=images = all',
    ]);
    expect(config.objective).toMatchObject({ temperature: 0.2 });
    expect(config.optimizer).toMatchObject({ name: 'sgd', lr: 0.3 });
    expect(config.encoder).toMatchObject({ name: 'resnet18', width: 8 });
    expect(config.data.train).toBe('images = all');
  });

  it('bring the required settings that the text lacks', () => {
    expect(parseConfig('', file, ['data.train=.']).data.train).toBe('.');
  });

  it.each([
    [
      'objective.temprature=1',
      'setting "objective.temprature=1": unknown setting "temprature": did you mean "temperature"?',
    ],
    ['trian.epochs=1', 'setting "trian.epochs=1": unknown setting "trian": did you mean "train"?'],
    [
      'train.epochs=0',
      'setting "train.epochs=0": "train.epochs" must be a whole number from 1 to 1000000, not 0',
    ],
    ['train', 'setting "train" is not of the form path=value'],
    ['=3', 'setting "=3" is not of the form path=value'],
    ['train..epochs=3', 'setting "train..epochs=3" is not of the form path=value'],
    ['train.seed.x=3', 'setting "train.seed.x=3": "train.seed" is not a section'],
    ['__proto__.x=1', 'setting "__proto__.x=1": unknown setting "__proto__"'],
  ])('refuses %s', (override, sentence) => {
    expect(() => parseConfig(`${data}train: { seed: 1 }`, file, [override])).toThrow(
      new InputError(sentence),
    );
  });

  it('refuses a value that is not YAML', () => {
    expect(() => parseConfig(data, file, ['train={'])).toThrow(
      /setting "train=\{": the value is not YAML/,
    );
  });

  it('leaves a problem of the text where it is', () => {
    expect(() => parseConfig(`${data}train: { epochs: x }`, file, ['train.seed=2'])).toThrow(
      /^flowers\.contrast\.yaml:2:18: /,
    );
  });
});

describe('resolvedYaml', () => {
  it.each([
    data,
    `preset: hcl\n${data}`,
    `${data}name: "null"\nencoder: { name: mlp }\nhead: { layers: [] }`,
    `${data}train: { chunk_size: 64, threads: 2 }\noptimizer: { clip_norm: 1.0e-3, epsilon: 1.0e-12 }`,
    'data: { train: ". #x: y", split: { train: "1" }, columns: { label: "a: b" } }',
  ])('parses back to the same config: %s', (text) => {
    const config = parseConfig(text, file);
    expect(parseConfig(resolvedYaml(config), 'other.yaml')).toEqual(config);
  });
});

describe('loadConfig', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'config-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('gives the bytes as they are and resolves paths beside the config', async () => {
    const path = join(folder, 'a.contrast.yml');
    const bytes = Buffer.from(`\uFEFF# mine\r\n${data}`);
    await writeFile(path, bytes);
    const loaded = await loadConfig(path);
    expect(Buffer.from(loaded.bytes)).toEqual(bytes);
    expect(loaded.config.name).toBe('a');
    expect(resolveDataPath(loaded.file, './x')).toBe(join(folder, 'x'));
    expect(resolveDataPath(loaded.file, resolve('/x'))).toBe(resolve('/x'));
  });

  it.each([
    ['positives.file', 'positives: { from: pairs, file: pairs.csv }'],
    ['positives.with', 'positives: { from: aligned, with: pairs.csv }'],
  ])('looks for the file that %s names', async (path, positives) => {
    const config = join(folder, 'e.contrast.yaml');
    await writeFile(config, `${data}${positives}`);
    await expect(loadConfig(config)).rejects.toThrow(
      `"${path}": no file or folder "pairs.csv" beside the config`,
    );
  });

  it('throws the first problem and counts the rest', async () => {
    const path = join(folder, 'b.contrast.yaml');
    await writeFile(path, 'data:\n  train: nowhere\n  test: neither\n');
    await expect(loadConfig(path)).rejects.toThrow(
      new InputError(
        '"data.train": no file or folder "nowhere" beside the config (and 1 more problem)',
        { file: path, line: 2, column: 10 },
      ),
    );
  });

  it('refuses what is no file and what is no text', async () => {
    await expect(loadConfig(join(folder, 'none.yaml'))).rejects.toThrow(InputError);
    const path = join(folder, 'c.contrast.yaml');
    await writeFile(path, new Uint8Array([0x64, 0xff, 0xfe]));
    await expect(loadConfig(path)).rejects.toThrow(/not UTF-8/);
  });

  it('agrees with checkConfig', () => {
    expect(checkConfig('data: { train: nowhere }', join(folder, 'd.yaml'))).toEqual([
      {
        line: 1,
        column: 16,
        endLine: 1,
        endColumn: 23,
        message: '"data.train": no file or folder "nowhere" beside the config',
        code: 'no-such-file',
      },
    ]);
    expect(checkConfig(data, join(folder, 'd.yaml'))).toEqual([]);
  });
});
