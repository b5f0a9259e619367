// What must hold between the losses, and under a change of order.
import { describe, expect, it } from 'vitest';
import { Random } from '../../../src/engine/random/random';
import { expectGradient } from './closeness';
import { graphLoss } from './graph-loss';
import {
  debiased,
  describeSettings,
  hard,
  pairedRows,
  uniform,
  type LossSettings,
  type Rows,
} from './loss-settings';

const rows = pairedRows(6, 5, 0.8);

const identities: [string, LossSettings, LossSettings][] = [
  ['hard with β = 0 is debiased', { ...hard, beta: 0 }, debiased],
  ['hard with β = 0, detached, is debiased', { ...hard, beta: 0, detach: true }, debiased],
  ['debiased with τ⁺ = 0 is NT-Xent', { ...debiased, tauPlus: 0 }, uniform],
  ['hard with β = 0 and τ⁺ = 0 is NT-Xent', { ...hard, beta: 0, tauPlus: 0 }, uniform],
  [
    'debiased with a vanishing τ⁺ is NT-Xent',
    { ...debiased, tauPlus: 1e-8, temperature: 0.3 },
    { ...uniform, temperature: 0.3 },
  ],
  [
    'hard with a vanishing β is debiased',
    { ...hard, beta: 1e-7, temperature: 0.3 },
    { ...debiased, temperature: 0.3 },
  ],
];

const kinds = [uniform, debiased, hard, { ...hard, detach: true }].map((settings) => ({
  name: describeSettings(settings),
  settings,
}));

describe('limits', () => {
  it.each(identities)('%s, in value and gradient', async (_, one, other) => {
    const [a, b] = [await graphLoss(rows, one), await graphLoss(rows, other)];
    expect(a.loss).toBeCloseTo(b.loss, 6);
    expectGradient(a.gradient, b.gradient, 1e-5);
  });

  it('are no accident: β and τ⁺ each change the loss', async () => {
    const losses = await Promise.all([uniform, debiased, hard].map((one) => graphLoss(rows, one)));
    const values = losses.map(({ loss }) => loss);
    expect(values[0] - values[1]).not.toBeCloseTo(0, 2);
    expect(values[2] - values[1]).not.toBeCloseTo(0, 2);
  });

  it('detached weights change the gradient, not the value', async () => {
    const through = await graphLoss(rows, hard);
    const detached = await graphLoss(rows, { ...hard, detach: true });
    expect(detached.loss).toBe(through.loss);
    const difference = through.gradient[0][0] - detached.gradient[0][0];
    expect(Math.abs(difference)).toBeGreaterThan(1e-4);
  });

  it.each(kinds)('$name of equal rows is log(1 + N)', async ({ settings }) => {
    const { loss } = await graphLoss(
      Array.from({ length: 8 }, () => [1, 2, 2]),
      settings,
    );
    expect(loss).toBeCloseTo(Math.log(7), 5);
  });

  it('a growing β approaches the hardest negative alone', async () => {
    const { loss } = await graphLoss(rows, { ...hard, tauPlus: 0, beta: 100 });
    const unit = rows.map((row) => row.map((value) => value / Math.hypot(...row)));
    const cosine = (i: number, j: number): number =>
      unit[i].reduce((sum, value, k) => sum + value * unit[j][k], 0);
    const expected = unit.map((_, i) => {
      const others = unit.flatMap((_row, j) => (j % 6 === i % 6 ? [] : [cosine(i, j)]));
      const difference = (Math.max(...others) - cosine(i, (i + 6) % 12)) / 0.5;
      return Math.log1p(others.length * Math.exp(difference));
    });
    expect(loss).toBeCloseTo(expected.reduce((a, b) => a + b) / 12, 2);
  });
});

describe('order', () => {
  it.each(kinds)('$name: permuted samples permute the gradient', async ({ settings }) => {
    const order = [...Random.stream(5, 'order').permutation(6)];
    const both = [...order, ...order.map((i) => i + 6)];
    await expectPermuted(both, settings);
  });

  it.each(kinds)('$name: the two views may change places', async ({ settings }) => {
    await expectPermuted([6, 7, 8, 9, 10, 11, 0, 1, 2, 3, 4, 5], settings);
  });

  it.each(kinds)('$name: the length of a row does not matter', async ({ settings }) => {
    const factors = rows.map((_, i) => 2 ** ((i % 5) - 2));
    const scaled = rows.map((row, i) => row.map((value) => value * factors[i]));
    const [a, b] = [await graphLoss(rows, settings), await graphLoss(scaled, settings)];
    expect(b.loss).toBeCloseTo(a.loss, 6);
    const undone = b.gradient.map((row, i) => row.map((value) => value * factors[i]));
    expectGradient(undone, a.gradient, 1e-5);
  });
});

async function expectPermuted(order: readonly number[], settings: LossSettings): Promise<void> {
  const permuted = (given: Rows): Rows => order.map((i) => given[i]);
  const [a, b] = [await graphLoss(rows, settings), await graphLoss(permuted(rows), settings)];
  expect(b.loss).toBeCloseTo(a.loss, 6);
  expectGradient(b.gradient, permuted(a.gradient), 1e-5);
}
