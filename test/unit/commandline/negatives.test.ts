import { readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { builtProgram, writeClouds, type JsonLine } from './built-program';

const program = builtProgram();
let config: string;
let run: string;

beforeAll(async () => {
  config = writeClouds(program.at('clouds'));
  run = String((await program.result('train', config, '--set', 'evaluate.every=1')).run);
});

interface Listed {
  readonly negatives: readonly JsonLine[];
  readonly result: JsonLine;
}

async function listed(...args: string[]): Promise<Listed> {
  const lines = await program.objects('negatives', ...args);
  return { negatives: lines.filter(({ kind }) => kind === 'negative'), result: lines.at(-1)! };
}

describe('negative-space negatives', () => {
  it('lists the hardest negatives of an anchor as objects, and what holds for all', async () => {
    const { negatives, result } = await listed(run, '--anchor', '3', '--top', '4');
    expect(negatives.map(({ rank }) => rank)).toEqual([1, 2, 3, 4]);
    const cosines = negatives.map(({ cosine }) => Number(cosine));
    expect(cosines).toEqual([...cosines].sort((a, b) => b - a));
    for (const negative of negatives)
      expect(Object.keys(negative)).toEqual(
        expect.arrayContaining([
          ...['index', 'name', 'weight', 'gradient_share', 'probability', 'band', 'flagged'],
          'reasons',
        ]),
      );
    expect(result).toMatchObject({
      ...{ kind: 'result', epoch: 3, index: 3, name: '3', negatives: 511 },
      ...{ threshold: 0.8, provisional: false, clamped: false },
      ...{ tau_plus: 0.2, tau_plus_from: 'config' },
    });
    expect((result.histogram as number[]).reduce((a, b) => a + b)).toBe(511);
    const { auroc, calibration_error: error } = result.quality as Record<string, number>;
    expect(auroc).toBeGreaterThan(0.8);
    expect(error).toBeLessThan(0.1);
  });

  it('takes a config for its newest run, and an earlier epoch', async () => {
    const { result } = await listed(config, '--anchor', '0', '--epoch', '1');
    expect(result).toMatchObject({ run: run.split(/[/\\]/).at(-1), epoch: 1 });
  });

  it('prints a table for people, and what the probabilities assume', async () => {
    const text = await program.succeed('negatives', run, '--anchor', '3', '--top', '2');
    expect(text).toMatch(/^3, epoch 3 of .*; its two views: cosine -?\d/);
    expect(text).toMatch(/^The hardest of 511 negatives:$/m);
    expect(text).toMatch(
      /^rank +cosine +weight +gradient +probability +80 % band +negative +label$/m,
    );
    expect(text).toMatch(
      /^1 +\d\.\d{3} +\d\.?\d* +\d+\.\d % +\d+\.\d % +\d+ … \d+ +flag +\d+ +\d$/m,
    );
    expect(text).toMatch(/20\.0 % of all pairs are of one class \(the config’s tau_plus\)/);
    expect(text).toMatch(/^Why \d+ may be a false negative:\n {2}[+−·] /m);
    expect(text).toMatch(/^By the labels, among the 20 nearest of 512 anchors: AUROC 0\.\d\d/m);
  });

  it('heeds review decisions that lie beside the config', async () => {
    const { negatives } = await listed(run, '--anchor', '3', '--top', '30');
    const decisions = negatives.map(({ name }) => ({
      anchor: '3',
      negative: name,
      verdict: 'different',
    }));
    const file = program.at('clouds', 'clouds.review.jsonl');
    writeFileSync(file, decisions.map((decision) => `${JSON.stringify(decision)}\n`).join(''));
    const after = await listed(run, '--anchor', '3', '--top', '30');
    rmSync(file);
    after.negatives.forEach(({ probability }, i) => {
      expect(Number(probability)).toBeLessThan(Number(negatives[i].probability));
    });
  });

  it.each([
    ['an anchor that is not there', ['--anchor', '512'], /there is no sample 512: there are 512/],
    ['a name that is not there', ['--anchor', 'leaf'], /no training sample is called "leaf"/],
    [
      'an epoch that is not there',
      ['--anchor', '0', '--epoch', '9'],
      /epoch 9: there are those of 1, 2, 3/,
    ],
    ['no anchor', [], /--anchor/],
    ['an epoch that is no number', ['--anchor', '0', '--epoch', 'x'], /whole number/],
  ])('refuses %s in a sentence', async (_, args, words) => {
    const { code, stderr, stdout } = await program.run('negatives', run, ...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(words);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  it('says what to do where a run kept no vectors', async () => {
    const epochs = `${run}/epochs`;
    renameSync(epochs, `${run}/aside`);
    const { code, stderr } = await program.run('negatives', run, '--anchor', '0');
    renameSync(`${run}/aside`, epochs);
    expect(code).toBe(2);
    expect(stderr).toMatch(/has no stored vectors: .* train it to its end/);
  });

  it('says what to do where an earlier version kept too little', async () => {
    const folder = `${run}/epochs/0002`;
    expect(readdirSync(folder)).toContain('z.npy');
    rmSync(`${folder}/z.npy`);
    const { code, stderr } = await program.run('negatives', run, '--anchor', '0', '--epoch', '2');
    expect(code).toBe(2);
    expect(stderr).toMatch(/epoch 2 of this run has no z\.npy: .* train again/);
  });

  it('explains itself', async () => {
    const help = await program.succeed('negatives', '--help');
    expect(help).toMatch(/--anchor <sample>/);
    expect(help).toMatch(/--top <count>/);
    expect(help).toMatch(/\$ negative-space negatives/);
  });
});
