// The objectives on distances against loops over their papers' formulas, their gradients against
// differences; and what must not matter to them.
import { describe, expect, it } from 'vitest';
import { Random } from '../../../src/engine/random/random';
import { expectGradient } from './closeness';
import { distanceCases, naiveValue } from './distance-cases';
import { lossOf } from './graph-loss';
import { differences } from './loss-settings';

describe('the objectives on distances', () => {
  it.each(distanceCases)('$name, by the loop', async ({ batch, config }) => {
    const expected = naiveValue(batch, config);
    const { loss, gradient } = await lossOf(batch, config);
    expect(Math.abs(loss - expected)).toBeLessThan(1e-6 * Math.max(1, Math.abs(expected)));
    const step = (rows: typeof batch.rows): number => naiveValue({ ...batch, rows }, config);
    expectGradient(gradient, differences(step, batch.rows, 1e-5), 1e-5);
  });

  it('are tested on triplets that cost something, except easy ones', () => {
    const costly = distanceCases.filter(({ batch, config }) => naiveValue(batch, config) !== 0);
    expect(new Set(costly.map(({ name }) => name.split(': ')[0])).size).toBeGreaterThan(20);
    const free = distanceCases.filter((one) => !costly.includes(one));
    expect(
      free.map(({ name }) => name).filter((name) => !/^(easy|hard|semi-hard)/.test(name)),
    ).toEqual([]);
  });

  const undrawn = distanceCases.filter(({ name }) => !name.startsWith('distance-weighted'));
  const permutable = undrawn.filter(({ name }) =>
    /: (pairs|single rows) ?(of classes)?$/.test(name),
  );
  it.each(permutable)('$name, permuted', async ({ batch, config }) => {
    const { rows, twins = true, classes } = batch;
    const half = rows.length / 2;
    const first = [...Random.stream(5, 'order').permutation(twins ? half : rows.length)];
    const order = twins ? [...first, ...first.map((i) => i + half)] : first;
    const permuted = <T>(given: readonly T[]): T[] => order.map((i) => given[i]);
    const a = await lossOf(batch, config);
    const b = await lossOf(
      { ...batch, rows: permuted(rows), ...(classes && { classes: permuted(classes) }) },
      config,
    );
    expect(Math.abs(b.loss - a.loss)).toBeLessThan(1e-6 * Math.max(1, a.loss));
    expectGradient(b.gradient, permuted(a.gradient), 1e-5);
  });

  it.each(permutable)('$name, with rows of other lengths', async ({ batch, config }) => {
    const factors = batch.rows.map((_, row) => 2 ** ((row % 5) - 2));
    const rows = batch.rows.map((row, i) => row.map((value) => value * factors[i]));
    const [a, b] = [await lossOf(batch, config), await lossOf({ ...batch, rows }, config)];
    expect(Math.abs(b.loss - a.loss)).toBeLessThan(1e-6 * Math.max(1, a.loss));
    const undone = b.gradient.map((row, i) => row.map((value) => value * factors[i]));
    expectGradient(undone, a.gradient, 1e-5);
  });
});
