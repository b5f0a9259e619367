// What the bench of memory calls growth.
import { describe, expect, it } from 'vitest';
import { growthOf, type Point } from '../../../bench/growth';

const points = (bytes: (step: number) => number): Point[] =>
  Array.from({ length: 96 }, (_, i) => [100 + 20 * i, bytes(100 + 20 * i)]);

describe('growth', () => {
  it('of what adds the same at every step is that', () => {
    const { first, last, perStep } = growthOf(points((step) => 1e6 + 3 * step));
    expect(perStep).toBeCloseTo(3, 9);
    // The medians of the first and the last five readings are 91 readings apart.
    expect(last - first).toBeCloseTo(3 * 20 * 91, 6);
  });

  it('is none of what only goes up and down', () => {
    const { perStep } = growthOf(points((step) => (step % 40 === 0 ? 1e6 : 2e6)));
    expect(Math.abs(perStep)).toBeLessThan(20);
  });

  it('is not that of one reading that stands out', () => {
    const { first, last } = growthOf(points((step) => (step === 100 ? 9e6 : 1e6)));
    expect(last - first).toBe(0);
  });
});
