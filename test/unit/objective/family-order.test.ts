// The order and the length of rows: what must not matter to the InfoNCE family.
import { describe, expect, it } from 'vitest';
import { Random } from '../../../src/engine/random/random';
import { expectGradient } from './closeness';
import { familyCases } from './family';
import { lossOf, type Batch } from './graph-loss';
import type { LossConfig } from './loss-settings';

/** One batch of each make: without relations, with them, stored, single. */
const representative = /: (pairs|pairs of classes|stored rows of classes|single rows of classes)$/;
const cases = familyCases.filter(({ name }) => representative.test(name));

describe('the InfoNCE family', () => {
  it.each(cases)('$name, permuted', async ({ batch, config }) => {
    const { rows, twins = true } = batch;
    const half = rows.length / 2;
    const order = [...Random.stream(5, 'order').permutation(twins ? half : rows.length)];
    await expectPermuted(batch, config, twins ? [...order, ...order.map((i) => i + half)] : order);
  });

  const bothWays = cases.filter(
    ({ batch, config }) => !batch.stored && config.objective.name !== 'n-pair',
  );
  it.each(bothWays)('$name, with first and second views in exchange', async ({ batch, config }) => {
    const half = batch.rows.length / 2;
    const order = batch.rows.map((_, row) => (row + half) % batch.rows.length);
    await expectPermuted(batch, config, order);
  });

  const ofCosines = cases.filter(({ config }) => config.objective.name !== 'n-pair');
  it.each(ofCosines)('$name, with rows of other lengths', async ({ batch, config }) => {
    const factors = batch.rows.map((_, row) => 2 ** ((row % 5) - 2));
    const rows = batch.rows.map((row, i) => row.map((value) => value * factors[i]));
    const [a, b] = [await lossOf(batch, config), await lossOf({ ...batch, rows }, config)];
    expect(b.loss).toBeCloseTo(a.loss, 5);
    const undone = b.gradient.map((row, i) => row.map((value) => value * factors[i]));
    expectGradient(undone, a.gradient, 1e-5);
  });
});

async function expectPermuted(
  batch: Batch,
  config: LossConfig,
  order: readonly number[],
): Promise<void> {
  const permuted = <T>(given: readonly T[]): T[] => order.map((i) => given[i]);
  const { rows, classes, kin, samples } = batch;
  const [a, b] = [
    await lossOf(batch, config),
    await lossOf(
      {
        ...batch,
        rows: permuted(rows),
        ...(classes && { classes: permuted(classes) }),
        ...(kin && { kin: kin.map(permuted) }),
        ...(samples && { samples: permuted(samples) }),
      },
      config,
    ),
  ];
  expect(b.loss).toBeCloseTo(a.loss, 5);
  expectGradient(b.gradient, permuted(a.gradient), 1e-5);
}
