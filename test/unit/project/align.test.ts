import { describe, expect, it } from 'vitest';
import { fitted, turnOnto } from '../../../src/engine/project/align';
import { Random } from '../../../src/engine/random/random';

const random = Random.stream(1, 'points');
const points = Float32Array.from({ length: 40 }, () => random.normal());

function moved(angle: number, mirror: 1 | -1): Float32Array {
  const result = new Float32Array(points.length);
  for (let i = 0; i < points.length; i += 2) {
    const [x, y] = [mirror * points[i] + 3, points[i + 1] - 2];
    result[i] = Math.cos(angle) * x - Math.sin(angle) * y;
    result[i + 1] = Math.sin(angle) * x + Math.cos(angle) * y;
  }
  return result;
}

const near = (a: Float32Array, b: Float32Array): void => {
  a.forEach((value, i) => {
    expect(value).toBeCloseTo(b[i], 4);
  });
};

const centre = (values: Float32Array): Float32Array => {
  const mean = [0, 1].map((axis) => values.filter((_, i) => i % 2 === axis));
  const means = mean.map((axis) => axis.reduce((sum, value) => sum + value) / axis.length);
  return values.map((value, i) => value - means[i % 2]);
};

describe('a map is turned onto another', () => {
  it.each([
    ['as it lies', 0, 1],
    ['from a quarter turn', Math.PI / 2, 1],
    ['from some turn', 2.5, 1],
    ['from its mirror image', 0, -1],
    ['from its mirror image, turned', -1.1, -1],
  ] as const)('%s: every point comes back to its place', (_, angle, mirror) => {
    near(turnOnto(moved(angle, mirror), points), centre(points));
  });

  it('keeps its scale', () => {
    near(
      turnOnto(
        points.map((value) => 5 * value),
        points,
      ),
      centre(points).map((value) => 5 * value),
    );
  });

  it('lies as it is where the other says nothing', () => {
    near(turnOnto(points, new Float32Array(points.length)), centre(points));
  });
});

it('a map is fitted around 0 into −1 … 1', () => {
  const result = fitted(points.map((value) => 7 * value + 100));
  expect(Math.max(...result.map(Math.abs))).toBe(1);
  near(centre(result), result);
  expect([...fitted(new Float32Array([3, 4, 3, 4]))]).toEqual([0, 0, 0, 0]);
});
