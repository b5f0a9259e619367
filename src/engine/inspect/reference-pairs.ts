// Random pairs of samples: what any pair is measured against.
import type { Random } from '../random/random';

/** Two samples each, by row; never the same one. */
export interface Pairs {
  readonly first: Uint32Array;
  readonly second: Uint32Array;
}

/** Among `count` ≥ 2 samples. */
export function drawPairs(count: number, pairs: number, random: Random): Pairs {
  const first = new Uint32Array(pairs);
  const second = new Uint32Array(pairs);
  for (let pair = 0; pair < pairs; pair++) {
    first[pair] = random.integer(count);
    const other = random.integer(count - 1);
    second[pair] = other < first[pair] ? other : other + 1;
  }
  return { first, second };
}
