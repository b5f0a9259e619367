import { beforeAll, describe, expect, it } from 'vitest';
import { builtProgram, type JsonLine } from './built-program';
import { cosine, meanOf, normalRows, writeNumbers, writeRows } from './given-rows';

const program = builtProgram();
const B = 5;
const rows = normalRows(2 * B, 4, 'explained');
const queue = normalRows(7, 4, 'queue');

beforeAll(() => {
  writeRows(program.at('z.npy'), rows);
  writeRows(program.at('q.npy'), queue);
  writeNumbers(program.at('y.npy'), [0, 1, 0, 2, 1]);
});

interface Explained {
  readonly positives: readonly JsonLine[];
  readonly negatives: readonly JsonLine[];
  readonly result: JsonLine;
}

async function explain(anchor: number, ...args: string[]): Promise<Explained> {
  const line = ['explain', '--embeddings', 'z.npy', '--anchor', String(anchor), ...args];
  const lines = await program.objects(...line);
  const of = (kind: string): JsonLine[] => lines.filter((one) => one.kind === kind);
  return { positives: of('positive'), negatives: of('negative'), result: lines.at(-1)! };
}

const set = (...settings: string[]): string[] => settings.flatMap((one) => ['--set', one]);
const mixing = set(
  'negatives={ weighting: mixing, mix_hardest: 4, mix_pairs: 2, mix_anchors: 3 }',
  'train.seed=3',
);

describe('negative-space explain', () => {
  it('lists the negatives of an anchor, hardest first', async () => {
    const { positives, negatives, result } = await explain(1);
    const others = [0, 2, 3, 4, 5, 7, 8, 9].sort(
      (a, b) => cosine(rows[1], rows[b]) - cosine(rows[1], rows[a]),
    );
    expect(negatives.map(({ index }) => index)).toEqual(others);
    const sum = others.reduce((all, j) => all + Math.exp(2 * cosine(rows[1], rows[j])), 0);
    const p = Math.exp(2 * cosine(rows[1], rows[6]));
    negatives.forEach((negative, rank) => {
      const s = cosine(rows[1], rows[others[rank]]);
      expect(negative).toMatchObject({ kind: 'negative', rank, weight: 1 });
      expect(negative.cosine).toBeCloseTo(s, 12);
      expect(negative.gradient).toBeCloseTo((2 * Math.exp(2 * s)) / (p + sum), 12);
    });
    expect(positives).toHaveLength(1);
    expect(positives[0].gradient).toBeCloseTo((-2 * sum) / (p + sum), 12);
    expect(result).toMatchObject({ kind: 'result', anchor: 1, clamped: false, negatives: 8 });
    expect(result.loss).toBeCloseTo(Math.log(1 + sum / p), 12);
    expect(result).not.toHaveProperty('clamped_anchors');
  });

  it.each([
    ['hard', set('negatives.weighting=hard', 'negatives.tau_plus=0.3'), 2 * B],
    ['supcon with labels', [...set('objective.name=supcon'), '--labels', 'y.npy'], 2 * B],
    ['a queue in a ring', [...set('negatives.weighting=ring'), '--queue', 'q.npy'], B],
    ['mixing', mixing, 2 * B],
    ['mixing with a queue', [...mixing, '--queue', 'q.npy'], B],
    ['n-pair', set('objective.name=n-pair'), B],
  ])('%s: the losses of all anchors have the mean that loss gives', async (_, args, anchors) => {
    const each = await Promise.all(
      Array.from({ length: anchors }, (_anchor, anchor) => explain(anchor, ...args)),
    );
    const { loss, clamped_anchors: share } = await program.result(
      ...['loss', '--embeddings', 'z.npy', ...args],
    );
    expect(meanOf(each.map(({ result }) => Number(result.loss)))).toBeCloseTo(Number(loss), 5);
    const clamped = each.filter(({ result }) => result.clamped).length / anchors;
    for (const { result } of each) expect(result.clamped_anchors).toBe(share && clamped);
    if (share !== undefined) expect(clamped).toBeCloseTo(Number(share), 6);
  });

  it('draws triplets as loss does from the same seed', async () => {
    const args = [
      ...set(
        'objective={ name: triplet, mining: distance-weighted, margin: 9, average: all }',
        'train.seed=2',
      ),
      ...['--labels', 'y.npy'],
    ];
    // A margin above every gap leaves no triplet out; anchors count by their number of positives.
    const each = await Promise.all(rows.map((_, anchor) => explain(anchor, ...args)));
    const counts = each.map(({ positives }) => positives.length);
    const total = each.reduce((sum, { result }, i) => sum + counts[i] * Number(result.loss), 0);
    const { loss } = await program.result('loss', '--embeddings', 'z.npy', ...args);
    expect(total / counts.reduce((a, b) => a + b)).toBeCloseTo(Number(loss), 5);
  });

  it('says with --top no more than the hardest', async () => {
    const { negatives, result } = await explain(1, '--top', '3');
    expect(negatives.map(({ rank }) => rank)).toEqual([0, 1, 2]);
    expect(result.negatives).toBe(8);
  });

  it('prints a table for people', async () => {
    const args = [...set('negatives.weighting=debiased'), '--top', '2'];
    const text = await program.succeed(
      'explain',
      '--embeddings',
      'z.npy',
      '--anchor',
      '0',
      ...args,
    );
    expect(text).toMatch(/^anchor 0: loss \d/);
    expect(text).toMatch(/^positive \(other view\): cosine -?\d.*, gradient -?\d/m);
    expect(text).toMatch(/^Anchors whose negatives are at their floor: \d+\.\d %\.$/m);
    expect(text).toMatch(/^rank +index +cosine +weight +gradient\n0 +\d.*\n1 +\d.*\n$/m);
  });
});
