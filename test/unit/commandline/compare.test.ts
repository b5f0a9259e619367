import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { latestFigures } from '../../../src/engine/commandline/figures';
import { openRun } from '../../../src/engine/runs/run-folder';
import {
  builtProgram,
  ending,
  heard,
  jsonLines,
  writeClouds,
  type JsonLine,
} from './built-program';

const program = builtProgram();
const losses = ['--over', 'objective=simclr,hcl', '--over', 'negatives.beta=0.5,2'];
const short = ['--set', 'train.epochs=2', '--set', 'evaluate.every=0'];

interface Row {
  readonly settings: Readonly<Record<string, string>>;
  readonly metrics: Readonly<
    Record<string, { readonly mean: number; readonly deviation: number | null }>
  >;
  readonly runs: readonly { readonly seed: number; readonly state: string; readonly run: string }[];
  readonly same_as: number | null;
}

const rowsOf = (result: JsonLine): Row[] => result.rows as Row[];

const runsIn = (config: string): string[] => {
  const folder = join(dirname(config), '.negative-space', 'runs');
  return existsSync(folder) ? readdirSync(folder).sort() : [];
};

const figuresOf = async (config: string, id: string): Promise<Readonly<Record<string, number>>> =>
  latestFigures(
    await (await openRun(join(dirname(config), '.negative-space', 'runs', id))).metrics(),
  );

describe('negative-space compare', () => {
  it('trains each combination with each seed, and one run where settings are the same', async () => {
    const config = writeClouds(program.at('grid'));
    const result = await program.result('compare', config, ...losses, '--seeds', '2', ...short);
    const rows = rowsOf(result);
    expect(rows.map(({ settings }) => settings)).toEqual([
      { objective: 'simclr', 'negatives.beta': '0.5' },
      { objective: 'simclr', 'negatives.beta': '2' },
      { objective: 'hcl', 'negatives.beta': '0.5' },
      { objective: 'hcl', 'negatives.beta': '2' },
    ]);
    // β means nothing to uniform negatives.
    expect(rows.map(({ same_as }) => same_as)).toEqual([null, 1, null, null]);
    expect(rows[1].runs).toEqual(rows[0].runs);
    expect(runsIn(config)).toHaveLength(6);
    for (const { runs } of rows) expect(runs.map(({ seed }) => seed)).toEqual([1, 2]);
    expect(rows[2].runs[1].run).toMatch(/clouds-hcl-beta-0\.5-seed-2$/);

    for (const { runs, metrics } of rows) {
      const [a, b] = await Promise.all(runs.map(({ run }) => figuresOf(config, run)));
      for (const name of ['loss', 'knn_top1', 'probe_top1']) {
        expect(metrics[name].mean).toBeCloseTo((a[name] + b[name]) / 2, 12);
        expect(metrics[name].deviation).toBeCloseTo(Math.abs(a[name] - b[name]) / Math.SQRT2, 12);
      }
    }
    const resolved = join(dirname(config), '.negative-space/runs', rows[3].runs[0].run);
    expect(readFileSync(join(resolved, 'resolved.yaml'), 'utf8')).toMatch(
      /weighting: hard[^]*beta: 2\n/,
    );
  });

  it('writes the same table as Markdown, CSV and JSON where it is asked to, and prints it', async () => {
    const config = writeClouds(program.at('tables'));
    const args = ['--over', 'negatives.keep=[0, 50],[5, 100]', '--set', 'negatives.weighting=band'];
    const folder = program.at('tables', 'out', 'deep');
    const text = await program.succeed(
      ...['compare', config, ...args, '--set', 'negatives.anneal=none', ...short],
      ...['-o', folder, '--metric', 'knn_top1'],
    );
    const json = JSON.parse(readFileSync(join(folder, 'comparison.json'), 'utf8')) as JsonLine;
    const [first, second] = rowsOf(json);
    const [a, b] = [first, second].map(({ metrics }) => metrics.knn_top1);
    expect(a.deviation).toBeNull();
    const ids = [first, second].map(({ runs }) => runs[0].run);
    expect(readFileSync(join(folder, 'comparison.csv'), 'utf8')).toBe(
      [
        'negatives.keep,knn_top1,knn_top1_deviation,finished,runs',
        `"[0, 50]",${a.mean},,1,${ids[0]}`,
        `"[5, 100]",${b.mean},,1,${ids[1]}`,
        '',
      ].join('\n'),
    );
    const percents = [a, b].map(({ mean }) => `${(100 * mean).toFixed(1)} %`);
    const markdown = readFileSync(join(folder, 'comparison.md'), 'utf8');
    expect(markdown).toContain(`| [5, 100] | ${percents[1]} | ${ids[1]} |`);
    expect(text).toMatch(/^2 combinations, 1 seed: 2 trainings$/m);
    expect(text).toMatch(/^2\/2: negatives\.keep=\[5, 100\], seed 1$/m);
    expect(text).toMatch(new RegExp(`^\\[0, 50\\] +${percents[0]} +1/1$`, 'm'));
  });

  it('trains nothing twice, unless the config was changed or a run is gone', async () => {
    const config = writeClouds(program.at('again'));
    const args = ['compare', config, '--over', 'objective.temperature=0.2,0.5', ...short];
    const first = rowsOf(await program.result(...args));
    expect(rowsOf(await program.result(...args))).toEqual(first);
    const more = rowsOf(await program.result(...args, '--seeds', '2'));
    expect(more.map(({ runs }) => runs[0])).toEqual(first.map(({ runs }) => runs[0]));
    expect(runsIn(config)).toHaveLength(4);
    rmSync(join(dirname(config), '.negative-space', 'runs', first[0].runs[0].run), {
      recursive: true,
    });
    const repaired = rowsOf(await program.result(...args));
    expect(repaired[1]).toEqual(first[1]);
    expect(repaired[0].metrics.loss).toEqual(first[0].metrics.loss);
    writeFileSync(config, readFileSync(config, 'utf8').replace('beta: 0.5', 'beta: 1'));
    const edited = rowsOf(await program.result(...args));
    expect(edited[0].metrics.loss).not.toEqual(first[0].metrics.loss);
  });

  describe('that is interrupted', () => {
    const heavy = [
      ...['--over', 'objective=debiased,hcl', '--set', 'encoder.widths=[256, 256]'],
      ...['--set', 'train.epochs=8', '--set', 'train.batch_size=32', '--set', 'evaluate.every=0'],
    ];
    let whole: Row[];
    beforeAll(async () => {
      whole = rowsOf(await program.result('compare', writeClouds(program.at('whole')), ...heavy));
    });

    it.skipIf(process.platform === 'win32').each([
      ['SIGINT', 130],
      ['SIGKILL', null],
    ] as const)('by %s goes on as if nothing had happened', async (signal, expected) => {
      const config = writeClouds(program.at(signal));
      const child = program.start('compare', config, ...heavy, '--json');
      const ended = ending(child);
      await heard(child, 'epoch', 10);
      child.kill(signal);
      const { code, stdout } = await ended;
      expect(code).toBe(expected);
      if (expected !== null)
        expect(jsonLines(stdout).at(-1)).toMatchObject({ kind: 'result', outcome: 'stopped' });
      const before = runsIn(config);
      expect(before).toHaveLength(2);

      const rows = rowsOf(await program.result('compare', config, ...heavy));
      expect(runsIn(config)).toEqual(before);
      expect(rows.map(({ runs }) => runs[0].state)).toEqual(['finished', 'finished']);
      expect(rows.map(({ metrics }) => metrics)).toEqual(whole.map(({ metrics }) => metrics));
    });
  });

  it('does again what failed, and trains the others meanwhile', async () => {
    const config = writeClouds(program.at('failing'));
    const args = ['compare', config, '--over', 'optimizer.lr=1000,0.001', ...short];
    // Weights that grow by lr · weight_decay at each step.
    const diverging = [
      ...args,
      '--set',
      'optimizer.name=sgd',
      '--set',
      'optimizer.weight_decay=10',
    ];
    const { code, stderr, stdout } = await program.run(...diverging, '--json');
    expect(code).toBe(2);
    expect(stderr).toMatch(/warning: optimizer\.lr=1000, seed 1: /);
    expect(stderr).toMatch(/1 training of 2 failed: the same command tries them again/);
    const states = rowsOf(jsonLines(stdout).at(-1)!).map(({ runs }) => runs[0].state);
    expect(states).toEqual(['failed', 'finished']);
    const before = runsIn(config).length;
    expect((await program.run(...diverging)).code).toBe(2);
    expect(runsIn(config)).toHaveLength(before + 1);
  });
});

describe('negative-space compare refuses, before anything is trained:', () => {
  const refused = async (name: string, ...args: string[]) => {
    const config = writeClouds(program.at(name));
    const { code, stderr } = await program.run('compare', config, ...args);
    expect(code).toBe(2);
    expect(runsIn(config)).toEqual([]);
    return stderr;
  };

  it.each([
    ['nothing to compare', [], /nothing to compare: give --over/],
    ['an --over without values', ['--over', 'negatives.beta='], /"negatives\.beta=" is not of the/],
    ['an --over without a path', ['--over', 'hcl'], /--over "hcl" is not of the form path=value/],
    [
      'a path given twice',
      ['--over', 'negatives.beta=1', '--over', 'negatives.beta=2'],
      /--over negatives\.beta is given twice/,
    ],
    [
      'an unknown setting',
      ['--over', 'negatives.bta=1'],
      /cannot train negatives\.bta=1: .*did you mean "beta"\?/,
    ],
    [
      'a combination that contradicts itself',
      ['--over', 'objective=hcl,triplet'],
      /cannot train objective=triplet: .*must be uniform for triplet/,
    ],
    [
      'no whole number of seeds',
      ['--over', 'negatives.beta=1', '--seeds', '1.5'],
      /from 1 to 1000/,
    ],
  ])('%s', async (name, args, sentence) => {
    expect(await refused(name.replaceAll(' ', '-'), ...args)).toMatch(sentence);
  });

  it('a damaged plan', async () => {
    const config = writeClouds(program.at('damaged'));
    const args = ['--over', 'optimizer.lr=0.01,0.02', '--set', 'train.max_steps=1'];
    await program.succeed('compare', config, ...args);
    const folder = join(dirname(config), '.negative-space', 'comparisons');
    const [name] = readdirSync(folder);
    writeFileSync(join(folder, name, 'plan.json'), '{}');
    const { code, stderr } = await program.run('compare', config, ...args);
    expect(code).toBe(2);
    expect(stderr).toMatch(/plan\.json: the plan of this comparison is damaged: remove it/);
  });

  it('an output that is a file', async () => {
    mkdirSync(program.at('file'), { recursive: true });
    writeFileSync(program.at('file', 'taken'), '');
    const args = ['--over', 'negatives.beta=1', '-o', program.at('file', 'taken')];
    expect(await refused('file', ...args)).toMatch(/this is a file: name a folder/);
  });

  it('and says which metrics there are where one is unknown', async () => {
    const config = writeClouds(program.at('metric'));
    const args = ['--seeds', '2', '--set', 'train.max_steps=1', '--metric', 'knn_top'];
    const { code, stderr } = await program.run('compare', config, ...args);
    expect(code).toBe(2);
    expect(stderr).toMatch(/no run has the metric "knn_top": did you mean "knn_top1"\?/);
  });
});
