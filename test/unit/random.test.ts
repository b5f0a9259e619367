import { describe, expect, it } from 'vitest';
import { Random } from '../../src/engine/random/random';

const draws = (random: Random, n = 8): number[] =>
  Array.from({ length: n }, () => random.uniform());

describe('Random', () => {
  it('gives the same stream for the same seed and path', () => {
    expect(draws(Random.stream(1, 'views', 3))).toEqual(draws(Random.stream(1, 'views', 3)));
  });

  it.each([
    ['another seed', Random.stream(2, 'views', 3)],
    ['another name', Random.stream(1, 'order', 3)],
    ['another count', Random.stream(1, 'views', 4)],
  ])('gives an unrelated stream for %s', (_, other) => {
    expect(draws(other)).not.toEqual(draws(Random.stream(1, 'views', 3)));
  });

  it('draws normals with mean 0 and variance 1', () => {
    const random = Random.stream(7, 'normal');
    const x = Array.from({ length: 20_000 }, () => random.normal());
    const mean = x.reduce((a, b) => a + b) / x.length;
    const variance = x.reduce((a, b) => a + (b - mean) ** 2, 0) / x.length;
    expect(mean).toBeCloseTo(0, 1);
    expect(variance).toBeCloseTo(1, 1);
  });

  it('permutes: every index once', () => {
    const order = Random.stream(3, 'order').permutation(1000);
    expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 1000 }, (_, i) => i));
  });
});
