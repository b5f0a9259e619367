// Uniformity on the unit sphere (Wang & Isola 2020, section 4.1).
import { Random } from '../random/random';
import type { Runtime } from '../runtime/runtime';
import { selectRows, unitRows, type Embeddings } from './embeddings';
import { rowLogSums } from './row-log-sum';
import { sampleRows } from './split';

/** Pairs grow with the square of the rows; this many give two decimals with ease. */
const MOST_ROWS = 4096;

/**
 * `log mean exp(−t ‖xᵢ − xⱼ‖²)` over pairs i ≠ j of unit rows, of a random subset where there are
 * many: 0 where all rows coincide, about −2t + 2t²/d for rows spread evenly over d dimensions.
 * There are at least two rows.
 */
export async function uniformity(
  runtime: Runtime,
  embeddings: Embeddings,
  seed: number,
  t = 2,
): Promise<number> {
  const rows = sampleRows(embeddings.count, MOST_ROWS, Random.stream(seed, 'uniformity'));
  const unit = unitRows(selectRows(embeddings, rows));
  // ‖x − y‖² = 2 − 2 cos on the sphere.
  const sums = await rowLogSums({
    runtime,
    queries: unit,
    bank: unit,
    scale: 2 * t,
    excludeSelf: true,
  });
  return logSum(sums) - Math.log(unit.count * (unit.count - 1)) - 2 * t;
}

function logSum(x: Float32Array): number {
  const max = x.reduce((a, b) => Math.max(a, b));
  return max + Math.log(x.reduce((sum, value) => sum + Math.exp(value - max), 0));
}
