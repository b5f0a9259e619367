// Unit rows less a common point, exact where the rows are near it: what tells near rows apart.
import { add, divide, multiply, subtract } from '../graph/arithmetic';
import { greater, select } from '../graph/comparison';
import { sqrt } from '../graph/elementwise';
import { matmul } from '../graph/matmul';
import { stopGradient, withGradient } from '../graph/sources';
import { l2Normalise, mean, reduceSumSquare } from '../graph/statistics';
import type { Tensor } from '../graph/tensor';

/**
 * x / ‖x‖ − c / ‖c‖ for rows x [n, d] of any length and one row c [1, d], without gradient by c. A
 * common shift leaves distances as they are, but what is left to represent is as small as the
 * spread of the rows; rounding a unit row first would leave an error of 10⁻⁷ whatever the spread.
 * Equal rows give equal results wherever they stand, and so do rows of which one is 2, 4, 8 … times
 * the other.
 */
export function centredUnitRows(x: Tensor, c: Tensor = mean(x, [0])): Tensor {
  const unit = l2Normalise(x);
  const centre = stopGradient(l2Normalise(c));
  const length = sqrt(reduceSumSquare(x, [1]));
  const some = greater(length, 1e-12);
  const exact = divide(beyond(x, length, centre), select(some, length, 1));
  const value = select(some, ontoSphere(exact, centre), subtract(unit, centre));
  return withGradient(value, [unit], (g) => [g]);
}

/** The same of rows that are unit rows but for rounding, [n, d], without gradient. */
export function centredKeys(keys: Tensor, c: Tensor): Tensor {
  const centre = l2Normalise(c);
  return stopGradient(ontoSphere(subtract(keys, centre), centre));
}

/** x − length · centre: the product in four parts, each exact but for the least. */
function beyond(x: Tensor, length: Tensor, centre: Tensor): Tensor {
  const [most, rest] = halves(length);
  const [coarse, fine] = halves(centre);
  const parts = [
    multiply(most, coarse),
    multiply(most, fine),
    multiply(rest, coarse),
    multiply(rest, fine),
  ];
  return parts.reduce((left, part) => subtract(left, part), x);
}

/** 2¹² + 1 */
const SPLITTER = 4097;

/**
 * x = high + low of twelve bits each (Veltkamp 1968; Dekker, "A Floating-Point Technique for
 * Extending the Available Precision", 1971): a product of two such parts is exact in float32.
 */
function halves(x: Tensor): readonly [Tensor, Tensor] {
  const shifted = multiply(x, SPLITTER);
  const high = subtract(shifted, subtract(shifted, x));
  return [high, subtract(x, high)];
}

/** Squared distances from the centre up to which the length of a row can be mended. */
const NEAR = 1e-3;

/**
 * Rounding its length has moved a row along the centre. That c + v is a unit row, as c is, says where
 * it belongs: c · v = −‖v‖² / 2.
 */
function ontoSphere(v: Tensor, centre: Tensor): Tensor {
  const square = reduceSumSquare(v, [1]);
  const off = add(matmul(v, centre, { transposeB: true }), multiply(square, 0.5));
  return subtract(v, multiply(select(greater(NEAR, square), off, 0), centre));
}
