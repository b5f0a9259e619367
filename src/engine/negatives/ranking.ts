// What candidates are ranked by: the cosine, to more digits than a cosine near 1 has.
import { multiply, subtract } from '../graph/arithmetic';
import { greater, select } from '../graph/comparison';
import { transpose } from '../graph/layout';
import { matmul } from '../graph/matmul';
import { stopGradient } from '../graph/sources';
import { reduceSumSquare } from '../graph/statistics';
import type { Tensor } from '../graph/tensor';
import { radiusOf } from './distance';

/** The same rows twice: [n, d] each. */
interface RankedRows {
  readonly unit: Tensor;
  /** As `centredUnitRows`. */
  readonly centred: Tensor;
}

/**
 * Up to this distance from their centre rows are near each other. Farther apart their cosines tell
 * them well enough, and what is equally far by symmetry stays equal.
 */
const NEAR = 1 / 16;

/**
 * A score that orders the candidates of each anchor as their cosines do, [anchors, candidates],
 * without gradient. Of near rows all cosines are 1 to some units of the last place; so there the
 * score is a · b − ‖b‖² / 2 of centred rows a and b, which is (‖a‖² − D²) / 2. Equal candidates
 * score alike wherever they stand.
 */
export function ranking(anchors: RankedRows, candidates: RankedRows): Tensor {
  const near = greater(NEAR, radiusOf(anchors.centred, candidates.centred));
  const rows = ({ unit, centred }: RankedRows): Tensor => select(near, centred, unit);
  const [a, b] = [rows(anchors), rows(candidates)];
  const halfSquares = select(near, multiply(reduceSumSquare(b, [1]), 0.5), 0);
  return stopGradient(subtract(matmul(a, b, { transposeB: true }), transpose(halfSquares)));
}
