// Distances between rows on the unit sphere, exact where rows are near each other. The square root
// of 2 − 2 · cosine is not: a cosine near 1 keeps no digit of its difference from 1.
import { add, divide, maximum, multiply, subtract } from '../graph/arithmetic';
import { greater, select } from '../graph/comparison';
import { floor, sqrt } from '../graph/elementwise';
import { transpose } from '../graph/layout';
import { matmul } from '../graph/matmul';
import { reduceSum } from '../graph/reduction';
import { concat } from '../graph/slicing';
import { stopGradient, withGradient } from '../graph/sources';
import { reduceMax, reduceSumSquare } from '../graph/statistics';
import type { Tensor } from '../graph/tensor';

/** Squared, in units of |a|² + |b|²: what rounding leaves of the distance between equal rows. */
const ROUNDING = 1e-13;

/**
 * ‖aᵢ − bᵢ‖², [n, 1], of rows a and b [n, d]. Equal rows may have been rounded apart on their way,
 * by where they stood: as near as that they count as equal.
 */
export function pairedSquaredDistances(a: Tensor, b: Tensor): Tensor {
  const squared = reduceSumSquare(subtract(a, b), [1]);
  const lengths = add(reduceSumSquare(a, [1]), reduceSumSquare(b, [1]));
  return select(greater(squared, multiply(stopGradient(lengths), ROUNDING)), squared, 0);
}

/**
 * Steps of the coarse part to the radius of the rows. Dot products of whole numbers whose squares
 * sum to less than 2²⁴ are exact in float32, in whatever order they are summed.
 */
const STEPS = 2048;

/** In units of the squared radius: below it float32 cannot tell a squared distance from 0. */
export const ZERO = 2e-9;

/**
 * ‖aᵢ − bⱼ‖², [n, m], of rows a [n, d] and b [m, d] about the origin. |a|² + |b|² − 2ab loses to
 * cancellation what is below 10⁻⁷ of |a|². So each row is split into a coarse part of whole steps
 * and a rest, a = h + l: with p = h + a, ‖a − b‖² = ‖Δh‖² + Δl · Δp, where the first is exact and
 * the second small. Rows nearer than 5 · 10⁻⁵ of the largest length count as equal, and pull nowhere.
 */
export function squaredDistances(a: Tensor, b: Tensor): Tensor {
  const radius = radiusOf(a, b);
  const [left, right] = [split(a, radius), split(b, radius)];
  const product = matmul(left.steps, right.steps, { transposeB: true });
  const coarse = add(
    subtract(reduceSumSquare(left.steps, [1]), product),
    subtract(transpose(reduceSumSquare(right.steps, [1])), product),
  );
  const crossed = matmul(concat([left.rest, left.sum], 1), concat([right.sum, right.rest], 1), {
    transposeB: true,
  });
  const own = ({ rest, sum }: Parts): Tensor => reduceSum(multiply(rest, sum), [1]);
  const fine = subtract(add(own(left), transpose(own(right))), crossed);
  const relative = add(multiply(coarse, 1 / STEPS ** 2), fine);
  const apart = greater(relative, ZERO);
  const squared = multiply(select(apart, relative, 0), multiply(radius, radius));
  return withGradient(squared, [a, b], (g) => {
    // Left to cancel, the pull between equal rows would leave what rounding does of it.
    const pulls = select(apart, g, 0);
    return [pull(a, pulls, b), pull(b, transpose(pulls), a)];
  });
}

/** The length of the longest of the rows, a scalar; 1 where all are 0. */
export function radiusOf(a: Tensor, b: Tensor): Tensor {
  const largest = maximum(longest(a), longest(b));
  return select(greater(largest, 0), largest, 1);
}

function longest(x: Tensor): Tensor {
  return sqrt(reduceMax(reduceSumSquare(x, [1]), undefined, false));
}

interface Parts {
  /** Whole numbers: the coarse part h, in steps. */
  readonly steps: Tensor;
  /** l, of a row in units of the radius. */
  readonly rest: Tensor;
  /** p = 2h + l */
  readonly sum: Tensor;
}

function split(x: Tensor, radius: Tensor): Parts {
  const row = divide(x, radius);
  const steps = floor(add(multiply(row, STEPS), 0.5));
  const coarse = multiply(steps, 1 / STEPS);
  return { steps, rest: subtract(row, coarse), sum: add(row, coarse) };
}

/** Σⱼ gᵢⱼ · 2 (aᵢ − bⱼ): the gradient by a. */
function pull(a: Tensor, g: Tensor, b: Tensor): Tensor {
  return multiply(subtract(multiply(reduceSum(g, [1]), a), matmul(g, b)), 2);
}

/** √D², whose derivative at 0 is taken for 0: equal rows pull nowhere. */
export function euclidean(squared: Tensor): Tensor {
  const apart = greater(squared, 0);
  return select(apart, sqrt(select(apart, squared, 1)), 0);
}
