import { describe, expect, it } from 'vitest';
import { linearProbe } from '../../../src/engine/evaluate/linear-probe';
import { fitLogistic } from '../../../src/engine/evaluate/logistic-regression';
import { Random } from '../../../src/engine/random/random';
import { blobs, fromRows, normals, runtime, shuffled, toRows } from './fixtures';

const randomLabels = (count: number, classes: number, seed: number): Int32Array => {
  const random = Random.stream(seed, 'labels');
  return Int32Array.from({ length: count }, () => random.integer(classes));
};

describe('fitLogistic', () => {
  // At the minimum the gradient, worked out here in float64 from the probabilities, is zero.
  it.each([
    { classCount: 2, strength: 2 },
    { classCount: 4, strength: 1 },
  ])('reaches the minimum of the penalised loss: %o', async ({ classCount, strength }) => {
    const features = normals(90, 5, 1);
    const classes = randomLabels(90, classCount, 2);
    const fit = { inverseRegularisation: 0.5, maxIterations: 500 };
    const { weights, bias } = await fitLogistic(runtime, { features, classes, classCount }, fit);
    const gradient = Array.from({ length: classCount }, (_, c) =>
      [0, 1, 2, 3, 4].map((j) => (strength * weights[j * classCount + c]) / (0.5 * 90)),
    );
    const ofBias = new Array<number>(classCount).fill(0);
    toRows(features).forEach((x, i) => {
      const odds = Array.from(bias, (b, c) =>
        Math.exp(x.reduce((sum, v, j) => sum + v * weights[j * classCount + c], b)),
      );
      const total = odds.reduce((a, b) => a + b);
      odds.forEach((odd, c) => {
        const residual = (odd / total - Number(classes[i] === c)) / 90;
        x.forEach((v, j) => (gradient[c][j] += residual * v));
        ofBias[c] += residual;
      });
    });
    for (const g of [...gradient.flat(), ...ofBias]) expect(Math.abs(g)).toBeLessThan(2e-4);
  });
});

describe('linearProbe', () => {
  it.each([2, 3])('is 1 on %i linearly separable classes', async (classes) => {
    const [train, test] = [blobs(90, classes, 8, 1), blobs(60, classes, 8, 2)];
    expect(await linearProbe(runtime, train, test, { seed: 1 })).toEqual({ top1: 1 });
  });

  it('learns from one label a class where the classes are far apart', async () => {
    const [train, test] = [blobs(200, 5, 8, 1), blobs(100, 5, 8, 2)];
    const accuracy = await linearProbe(runtime, train, test, { seed: 1, labelFraction: 0.01 });
    expect(accuracy!.top1).toBeGreaterThan(0.8);
    expect(accuracy!.top5).toBe(1);
  });

  it('is near chance on random labels', async () => {
    const [train, test] = [1, 2].map((seed) => ({
      embeddings: normals(1000, 6, seed),
      labels: randomLabels(1000, 4, seed),
    }));
    const { top1 } = (await linearProbe(runtime, train, test, { seed: 1 }))!;
    expect(Math.abs(top1 - 0.25)).toBeLessThan(0.06);
  });

  it('does not depend on the scale and shift of the columns, nor on the order of the rows', async () => {
    const [train, test] = [blobs(300, 3, 4, 1, 2), blobs(200, 3, 4, 2, 2)];
    const moved = (rows: typeof test): typeof test => ({
      ...rows,
      embeddings: fromRows(toRows(rows.embeddings).map((x) => x.map((v, j) => v * 10 ** j + 3))),
    });
    const plain = await linearProbe(runtime, train, test, { seed: 1 });
    expect(plain!.top1).toBeLessThan(1);
    const other = await linearProbe(runtime, moved(shuffled(train, 3)), moved(test), { seed: 1 });
    expect(Math.abs(other!.top1 - plain!.top1)).toBeLessThan(0.02);
  });

  it('survives columns that do not vary and classes of the test set it never saw', async () => {
    const train = blobs(60, 2, 4, 1);
    train.embeddings.values.forEach((_, i) => {
      if (i % 4 === 3) train.embeddings.values[i] = 0.1;
    });
    const test = blobs(30, 3, 4, 2);
    expect((await linearProbe(runtime, train, test, { seed: 1 }))!.top1).toBeCloseTo(2 / 3, 6);
  });

  it('has no figure for a single class', async () => {
    const rows = blobs(20, 1, 3, 1);
    expect(await linearProbe(runtime, rows, rows, { seed: 1 })).toBeUndefined();
  });
});
