import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../src/engine/evaluate/evaluate';
import type { EvaluationJob } from '../../../src/engine/evaluate/evaluation-job';
import { InputError } from '../../../src/engine/input-error';
import { blobs, fromRows, normals, runtime, shuffled } from './fixtures';

const settings = {
  knn: { k: 200, temperature: 0.1 },
  probe: { label_fractions: [1, 0.1, 0.015] },
  holdout: 0.2,
};
const given = (job: Omit<EvaluationJob, 'settings' | 'seed' | 'runtime'>): EvaluationJob => ({
  ...job,
  settings,
  seed: 1,
  runtime,
});
// Of 60 test rows, where 1 percent holds no whole row; of 20 rows 5 percent hold none.
const byDifficulty = ['sameClass', 'sameClassAt5Percent'];
const labelFree = ['uniformity', 'effectiveRank', 'rankMe'];
const structural = ['classConcentration', 'classSeparation'];
const ofPairs = ['alignment', 'infoNceBound', 'infoNceCeiling'];
const counts = ['labelledTrain', 'labelledTest'];
const top1 = ['knnTop1', 'probeTop1', 'probeTop1At10Percent', 'probeTop1At1.5Percent'];
const top5 = top1.map((name) => name.replace('Top1', 'Top5'));

const names = async (job: Parameters<typeof given>[0]): Promise<string[]> =>
  Object.keys(await evaluate(given(job))).sort();

describe('evaluate', () => {
  const train = blobs(120, 6, 8, 1);
  const test = blobs(60, 6, 8, 2);
  const first = normals(30, 4, 1);

  it('gives every figure where everything is given', async () => {
    const views = { first, second: normals(30, 4, 2), temperature: 0.5 };
    const report = await evaluate(given({ train, test, views }));
    const figures = [...counts, ...top1, ...top5, ...structural, ...byDifficulty];
    const all = [...figures, ...labelFree, ...ofPairs];
    expect(Object.keys(report).sort()).toEqual(all.sort());
    expect(Object.values(report).every(Number.isFinite)).toBe(true);
    expect(report).toMatchObject({
      labelledTrain: 120,
      labelledTest: 60,
      knnTop1: 1,
      probeTop1: 1,
    });
  });

  it.each([
    ['no labels', { train: { embeddings: train.embeddings } }, labelFree],
    [
      'unknown labels',
      {
        train: { ...train, labels: new Int32Array(120).fill(-1) },
        test: { embeddings: test.embeddings },
      },
      labelFree,
    ],
    [
      'pairs alone beside',
      { train: { embeddings: first }, views: { first, second: first, temperature: 1 } },
      [...labelFree, ...ofPairs],
    ],
    ['one class', { train: blobs(20, 1, 4, 1) }, [...counts, 'classConcentration', ...labelFree]],
    [
      'two classes',
      { train: blobs(20, 2, 4, 1) },
      [...counts, ...top1, ...structural, ...labelFree],
    ],
    ['one row', { train: blobs(1, 1, 4, 1) }, ['classConcentration']],
    ['one row of each class', { train: blobs(3, 3, 4, 1) }, [...structural, ...labelFree]],
  ])('leaves out what cannot be known: %s', async (_, job, expected) => {
    expect(await names(job)).toEqual([...expected].sort());
  });

  it('holds out training rows where no test row has a label', async () => {
    const report = await evaluate(given({ train }));
    expect(report).toMatchObject({ labelledTrain: 96, labelledTest: 24, knnTop1: 1 });
    const unlabelledTest = await evaluate(given({ train, test: { embeddings: test.embeddings } }));
    expect(unlabelledTest).toMatchObject({ labelledTrain: 96, labelledTest: 24 });
  });

  it('uses the labelled rows of a set where only some are', async () => {
    const labels = train.labels.map((label, i) => (i < 60 ? label : -1));
    const report = await evaluate(given({ train: { ...train, labels }, test }));
    expect(report).toMatchObject({ labelledTrain: 60, labelledTest: 60 });
  });

  it('judges rows that all coincide: collapsed, no error', async () => {
    const point = fromRows(Array.from({ length: 12 }, () => [1, 2, 3]));
    const rows = { embeddings: point, labels: Int32Array.from({ length: 12 }, (_, i) => i % 2) };
    const report = await evaluate(given({ train: rows, test: rows }));
    expect(report.effectiveRank).toBe(0);
    expect(report.uniformity).toBeCloseTo(0, 5);
    expect(report.classSeparation).toBeCloseTo(0, 5);
    expect(report.probeTop1).toBe(0.5);
  });

  it('repeats itself for a seed, and does not depend on the order of the test rows', async () => {
    const report = await evaluate(given({ train, test }));
    expect(await evaluate(given({ train, test }))).toEqual(report);
    const other = await evaluate(given({ train, test: shuffled(test, 3) }));
    for (const [name, value] of Object.entries(other))
      expect(value).toBeCloseTo(report[name as 'knnTop1']!, 5);
  });

  const spoilt = (value: number): typeof train => {
    const rows = blobs(20, 2, 3, 1);
    rows.embeddings.values.fill(value, 12, 15);
    rows.embeddings.values.fill(value, 57, 60);
    return rows;
  };

  it.each([
    ['NaN', { train: spoilt(NaN) }, /2 of the 20 training embeddings .*rows 4, 19, counted from 0/],
    ['zeros', { train: spoilt(0) }, /rows 4, 19/],
    [
      'infinities',
      { train: blobs(9, 2, 3, 1), test: spoilt(Infinity) },
      /20 test embeddings.*rows 4, 19/,
    ],
    [
      'a dead encoder',
      { train: { embeddings: fromRows(Array.from({ length: 99 }, () => [0])) } },
      /rows 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 …/,
    ],
    [
      'labels that are too few',
      { train: { ...train, labels: new Int32Array(3) } },
      /3 labels for 120 training/,
    ],
    ['another width', { train, test: blobs(9, 2, 4, 1) }, /4 dimensions.*8/],
    [
      'views of different samples',
      { train, views: { first, second: normals(31, 4, 1), temperature: 1 } },
      /30 × 4 and 31 × 4/,
    ],
  ])('refuses %s in a sentence', async (_, job, message) => {
    const refused = evaluate(given(job));
    await expect(refused).rejects.toThrow(InputError);
    await expect(refused).rejects.toThrow(message);
  });
});

// 8,000 + 2,000 digits by their first 64 principal components; the expected figures were computed
// with scikit-learn 1.9.1 and NumPy on the same rows.
const data = process.env.NEGATIVE_SPACE_DATA;

describe('evaluate on digits (skipped unless NEGATIVE_SPACE_DATA is set)', () => {
  it.skipIf(data === undefined)('agrees with scikit-learn', async () => {
    const folder = join(data!, 'embeddings', 'mnist-t10k-pca64');
    const bytes = readFileSync(join(folder, 'embeddings.npy'));
    const values = new Float32Array(
      bytes.buffer.slice(
        bytes.byteOffset + bytes.length - 2_560_000,
        bytes.byteOffset + bytes.length,
      ),
    );
    const digits = readFileSync(join(folder, 'metadata.tsv'), 'utf8')
      .trim()
      .split('\n')
      .map(Number);
    const part = (from: number, to: number) => ({
      embeddings: { values: values.slice(from * 64, to * 64), count: to - from, width: 64 },
      labels: Int32Array.from(digits.slice(from, to)),
    });
    const report = await evaluate(given({ train: part(0, 8000), test: part(8000, 10_000) }));
    const reference = { knnTop1: 0.9495, knnTop5: 0.999, probeTop1: 0.9275, probeTop5: 0.998 };
    for (const [name, value] of Object.entries(reference))
      expect(Math.abs(report[name as keyof typeof reference]! - value)).toBeLessThan(0.003);
    expect(report.effectiveRank).toBeCloseTo(32.3185, 4);
    expect(report.rankMe).toBeCloseTo(53.7232, 4);
    expect(report.uniformity).toBeCloseTo(-3.45002, 5);
  });
});
