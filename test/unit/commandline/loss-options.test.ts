// `negative-space loss` with each of its options, against loops over the papers' formulas.
import { writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { readNpy } from '../../../src/engine/dataset/read-npy';
import { builtProgram } from './built-program';
import { cosine, dot, meanOf, normalRows, unit, writeNumbers, writeRows } from './given-rows';

const program = builtProgram();
const [B, width, t] = [4, 3, 0.5];
const rows = normalRows(2 * B, width, 'rows');
const queue = normalRows(6, width, 'queue').map((row) => row.map((x) => Math.fround(20 * x)));
const classes = [0, 1, 0, 2];
const ofRow = [...classes, ...classes];
const ofQueue = [0, 3, 1, 3, 0, 2];
const twin = (i: number): number => (i + B) % (2 * B);
const others = (i: number): number[] => [...rows.keys()].filter((j) => j !== i);
const e = (i: number, j: number): number => Math.exp(cosine(rows[i], rows[j]) / t);
const lossOf = async (...args: string[]): Promise<number> =>
  Number((await program.result('loss', '--embeddings', 'z.npy', ...args)).loss);
const set = (...settings: string[]): string[] => settings.flatMap((one) => ['--set', one]);

beforeAll(() => {
  writeRows(program.at('z.npy'), rows);
  writeRows(program.at('q.npy'), queue);
  writeNumbers(program.at('y.npy'), classes);
  writeNumbers(program.at('rows.npy'), ofRow);
  writeNumbers(program.at('all.npy'), [...classes, ...ofQueue]);
  writeFileSync(program.at('p.csv'), 'first,second,similar\n0,1,1\n2,3,0\n7,4,1\n');
  writeFileSync(program.at('alike.csv'), 'first,second\n0,2\n');
});

/** Khosla et al. 2020, equation 2, at temperature 0.5; `alike` says which rows are positives. */
function supcon(alike: (i: number, j: number) => boolean): number {
  const each = [...rows.keys()].map((i) => {
    const all = others(i).reduce((sum, j) => sum + e(i, j), 0);
    const positives = others(i).filter((j) => alike(i, j));
    return positives.length === 0 ? 0 : -meanOf(positives.map((p) => Math.log(e(i, p) / all)));
  });
  return meanOf(each);
}

describe('labels', () => {
  const settings = set('objective={ name: supcon, temperature: 0.5 }');

  it.each(['y.npy', 'rows.npy'])(
    '%s make rows of a class positives of each other',
    async (file) => {
      const expected = supcon((i, j) => ofRow[i] === ofRow[j]);
      expect(await lossOf(...settings, '--labels', file)).toBeCloseTo(expected, 5);
    },
  );

  it('of single rows are the only positives', async () => {
    const single = supcon((i, j) => ofRow[i] === ofRow[j] && j !== i);
    const args = ['--views', '1', '--labels', 'rows.npy'];
    expect(await lossOf(...settings, ...args)).toBeCloseTo(single, 5);
  });

  it('are kin where the config excludes them', async () => {
    const expected = meanOf(
      [...rows.keys()].map((i) => {
        const G = others(i).reduce((sum, j) => sum + (ofRow[i] === ofRow[j] ? 0 : e(i, j)), 0);
        return Math.log(1 + G / e(i, twin(i)));
      }),
    );
    const args = [...set('negatives.exclude=[label]'), '--labels', 'y.npy'];
    expect(await lossOf(...args)).toBeCloseTo(expected, 5);
  });

  it('of a queue say which of its rows are positives, or which share is false', async () => {
    const result = await program.result(
      ...['loss', '--embeddings', 'z.npy', '--queue', 'q.npy', '--labels', 'all.npy'],
    );
    // Classes 0, 1, 0, 2 meet 0, 3, 1, 3, 0, 2: 2 + 1 + 2 + 1 of 24 pairs.
    expect(result.false_negative_share).toBeCloseTo(6 / 24, 12);
    const args = ['--queue', 'q.npy', '--labels', 'all.npy'];
    const { positives } = await program.result(
      ...['loss', '--embeddings', 'z.npy', ...settings, ...args],
    );
    expect(positives).toBeCloseTo(1 + 6 / 4, 6);
  });
});

describe('a queue', () => {
  it('of any length is all that negatives come from', async () => {
    const expected = meanOf(
      classes.map((_, i) => {
        const G = queue.reduce((sum, row) => sum + Math.exp(cosine(rows[i], row) / t), 0);
        return Math.log(1 + G / e(i, twin(i)));
      }),
    );
    expect(await lossOf('--queue', 'q.npy')).toBeCloseTo(expected, 5);
    expect(await lossOf('--queue', 'q.npy', ...set('negatives.from=memory-bank'))).toBeCloseTo(
      expected,
      5,
    );
  });
});

describe('pairs', () => {
  it('are what the contrastive loss is over', async () => {
    const distance = (i: number, j: number): number => Math.sqrt(2 - 2 * cosine(rows[i], rows[j]));
    const expected =
      (distance(0, 1) ** 2 + distance(7, 4) ** 2) / 4 + Math.max(0, 1.9 - distance(2, 3)) ** 2 / 2;
    const settings = set('objective={ name: contrastive, margin: 1.9 }');
    expect(await lossOf(...settings, '--pairs', 'p.csv')).toBeCloseTo(expected, 5);
  });

  it('connect rows to classes for the other objectives of many positives', async () => {
    const kind = ofRow.map((_, i) => (i % B === 2 ? 0 : i % B));
    const settings = set('objective={ name: supcon, temperature: 0.5 }');
    expect(await lossOf(...settings, '--pairs', 'alike.csv')).toBeCloseTo(
      supcon((i, j) => kind[i] === kind[j]),
      5,
    );
  });
});

describe('draws of mixing', () => {
  const settings = set(
    'negatives={ weighting: mixing, mix_hardest: 3, mix_pairs: 2, mix_anchors: 1 }',
  );
  const pairs = rows.map((_, i) => [
    [0, 2, 0.25],
    [1, i % 3, 0.5],
  ]);
  const anchors = rows.map(() => [[1, 0.4]]);

  /** Kalantidis et al. 2020, equations 5 and 6. */
  function mochi(): number {
    const normalised = rows.map(unit);
    const mixed = (x: number, a: number[], b: number[]): number[] =>
      unit(a.map((value, k) => x * value + (1 - x) * b[k]));
    const each = normalised.map((q, i) => {
      const negatives = others(i).filter((j) => j !== twin(i));
      const hardest = negatives.map((j) => normalised[j]).sort((a, b) => dot(q, b) - dot(q, a));
      const made = [
        ...pairs[i].map(([u, v, alpha]) => mixed(alpha, hardest[u], hardest[v])),
        ...anchors[i].map(([u, beta]) => mixed(beta, q, hardest[u])),
      ];
      const G = [...hardest, ...made].reduce((sum, n) => sum + Math.exp(dot(q, n) / t), 0);
      return Math.log(1 + G / e(i, twin(i)));
    });
    return meanOf(each);
  }

  it('are taken from a file', async () => {
    writeFileSync(program.at('draws.json'), JSON.stringify({ pairs, anchors }));
    expect(await lossOf(...settings, '--mix', 'draws.json')).toBeCloseTo(mochi(), 5);
  });

  it('come from the seed without a file', async () => {
    const one = await lossOf(...settings);
    expect(await lossOf(...settings)).toBe(one);
    expect(await lossOf(...settings, ...set('train.seed=5'))).not.toBe(one);
  });

  it('that do not fit are refused with the file', async () => {
    writeFileSync(program.at('few.json'), JSON.stringify({ pairs: pairs.slice(1), anchors }));
    const line = ['loss', '--embeddings', 'z.npy', ...settings, '--mix', 'few.json'];
    const { code, stderr } = await program.run(...line);
    expect(stderr).toMatch(/^few.json: "pairs" has draws of 7 anchors, but there are 8/);
    expect(code).toBe(2);
  });
});

describe('settings', () => {
  it('count as they are written: nothing is annealed', async () => {
    const hard = ['negatives.weighting=hard', 'negatives.beta=2'];
    const expected = await lossOf(...set(...hard));
    expect(await lossOf(...set(...hard, 'negatives.anneal=down'))).toBe(expected);
    const ring = ['negatives.weighting=ring', 'negatives.upper=40'];
    const narrow = await lossOf(...set(...ring));
    expect(await lossOf(...set(...ring, 'negatives.anneal=linear'))).toBe(narrow);
    expect(await lossOf(...set('negatives.weighting=ring', 'negatives.upper=100'))).not.toBe(
      narrow,
    );
  });

  it('of a training alone are no matter', async () => {
    expect(await lossOf(...set('train.chunk_size=7', 'train.epochs=1'))).toBe(await lossOf());
  });
});

describe('rows of extreme length', () => {
  const scales = [1e30, 1e-25, 1, 1e-38, 3e20, 1, 1e-10, 7];

  it.each(['info-nce', 'supcon', 'triplet', 'lifted', 'contrastive', 'align-uniform'])(
    'have the loss and gradient of their directions under %s',
    async (name) => {
      const scaled = rows.map((row, i) => row.map((x) => Math.fround(x * scales[i])));
      writeRows(program.at('extreme.npy'), scaled);
      const run = (file: string) =>
        program.result(
          ...['loss', '--embeddings', file, '--gradient', 'g.npy'],
          ...set(`objective.name=${name}`),
        );
      const { loss: expected } = await run('z.npy');
      const { data: plain } = await readNpy(program.at('g.npy'));
      const { loss } = await run('extreme.npy');
      const { data } = await readNpy(program.at('g.npy'));
      expect(loss).toBeCloseTo(Number(expected), 4);
      const largest = Math.max(...Array.from(plain, Math.abs));
      for (const [i, slope] of plain.entries()) {
        const scale = scales[Math.floor(i / width)];
        // 1e-38 lies where float32 thins out, and so does a slope of 1e38.
        expect(Math.abs(data[i] * scale - slope) / largest).toBeLessThan(1e-4);
      }
    },
  );
});
