// Losses near 0: of rows that are as they should be, the loss is small, and still exact.
import { expect, test } from 'vitest';
import { lossConfig, lossOf } from './graph-loss';
import type { LossConfig, Rows } from './loss-settings';

/** Both views of sample i lie on axis i: positives have cosine 1, negatives 0. */
function onAxes(samples: number, length = 1): Rows {
  const rows = Array.from({ length: samples }, (_, i) =>
    Array.from({ length: samples }, (_, k) => (i === k ? length : 0)),
  );
  return [...rows, ...rows];
}

const relativeError = async (rows: Rows, config: LossConfig, expected: number): Promise<number> => {
  const { loss } = await lossOf({ rows }, config);
  return Math.abs(loss / expected - 1);
};

/** Temperatures whose inverse is exact. */
const temperatures = [1 / 4, 1 / 8, 1 / 16, 1 / 32, 1 / 64];

for (const temperature of temperatures) {
  // Four samples: six negatives for each anchor.
  const expected = Math.log1p(6 * Math.exp(-1 / temperature));
  for (const name of ['info-nce', 'supcon'] as const)
    test(`${name} at ${temperature}, where it is ${expected.toExponential(1)}, keeps five digits`, async () => {
      const config = lossConfig({ name, temperature });
      expect(await relativeError(onAxes(4), config, expected)).toBeLessThan(1e-5);
    });
}

for (const length of [2, 3, 5])
  test(`n-pair of rows of length ${length} keeps five digits`, async () => {
    const config = lossConfig({ name: 'n-pair', l2: 0 });
    const expected = Math.log1p(3 * Math.exp(-(length ** 2)));
    expect(await relativeError(onAxes(4, length), config, expected)).toBeLessThan(1e-5);
  });
