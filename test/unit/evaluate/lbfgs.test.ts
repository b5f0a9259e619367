import { describe, expect, it } from 'vitest';
import { minimise, type Evaluated } from '../../../src/engine/evaluate/lbfgs';

const rosenbrock = ([x, y]: Float64Array): Promise<Evaluated> =>
  Promise.resolve({
    value: (1 - x) ** 2 + 100 * (y - x * x) ** 2,
    gradient: Float64Array.of(-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)),
  });

/** Curvatures from 1 to 1000; the minimum is at 1, 2, 3 … */
const bowl = (point: Float64Array): Promise<Evaluated> => {
  const curvature = (i: number): number => 10 ** ((3 * i) / (point.length - 1));
  const gradient = point.map((x, i) => curvature(i) * (x - i - 1));
  return Promise.resolve({
    value: point.reduce((sum, x, i) => sum + (curvature(i) * (x - i - 1) ** 2) / 2, 0),
    gradient,
  });
};

const options = { maxIterations: 300, tolerance: 1e-7 };

describe('minimise', () => {
  it('finds the minimum at the end of a curved valley', async () => {
    const point = await minimise(rosenbrock, Float64Array.of(-1.2, 1), options);
    expect(point[0]).toBeCloseTo(1, 5);
    expect(point[1]).toBeCloseTo(1, 5);
  });

  it('finds the minimum of an ill-conditioned bowl', async () => {
    const point = await minimise(bowl, new Float64Array(20), options);
    point.forEach((x, i) => {
      expect(x).toBeCloseTo(i + 1, 5);
    });
  });

  it('stays at a minimum, and stops after the given iterations', async () => {
    const start = Float64Array.of(1, 1);
    expect(await minimise(rosenbrock, start, options)).toEqual(start);
    const far = Float64Array.of(-1.2, 1);
    expect(await minimise(rosenbrock, far, { ...options, maxIterations: 0 })).toEqual(far);
  });

  it('comes back from where the function is not a number', async () => {
    const wall = ([x]: Float64Array): Promise<Evaluated> =>
      Promise.resolve({ value: x - Math.log(x), gradient: Float64Array.of(1 - 1 / x) });
    const [x] = await minimise(wall, Float64Array.of(5), options);
    expect(x).toBeCloseTo(1, 6);
  });
});
