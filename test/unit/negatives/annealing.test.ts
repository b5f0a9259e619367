import { describe, expect, it } from 'vitest';
import { betaAt } from '../../../src/engine/negatives/annealing';

const over = (epochs: number, beta: number, anneal: 'none' | 'down'): number[] =>
  Array.from({ length: epochs }, (_, epoch) => betaAt(epoch, epochs, { beta, anneal }));

describe('betaAt', () => {
  it('stays where nothing is annealed', () => {
    expect(over(5, 2, 'none')).toEqual([2, 2, 2, 2, 2]);
  });

  it('falls in nine equal steps from β to 0', () => {
    expect(over(9, 8, 'down')).toEqual([8, 7, 6, 5, 4, 3, 2, 1, 0]);
  });

  it('gives each value an equal share of the training', () => {
    const values = over(400, 1, 'down');
    const lengths = [8, 7, 6, 5, 4, 3, 2, 1, 0].map(
      (eighths) => values.filter((value) => value === eighths / 8).length,
    );
    expect(lengths.reduce((a, b) => a + b)).toBe(400);
    expect(Math.max(...lengths) - Math.min(...lengths)).toBeLessThanOrEqual(1);
  });

  it.each([1, 2, 5, 8, 10, 100])('never rises and never leaves 0 … β over %i epochs', (epochs) => {
    const values = over(epochs, 3, 'down');
    expect(values[0]).toBe(3);
    for (let i = 1; i < epochs; i++) expect(values[i]).toBeLessThanOrEqual(values[i - 1]);
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    if (epochs >= 9) expect(values.at(-1)).toBe(0);
  });
});
