// Which negatives count at all, by their rank: ring (Wu et al. 2021) and band (Cai et al. 2020).
import type { RunConfig } from '../config/run-config';
import { rankAt } from '../negatives/rank-bounds';

/** Ranks that count, of `count` negatives, ascending. */
export function countedRanks(count: number, settings: RunConfig['negatives']): Uint32Array {
  const every = Uint32Array.from({ length: count }, (_, rank) => rank);
  const { weighting, lower, upper, keep, drop } = settings;
  if (weighting === 'ring') return every.subarray(...ranksWithin([lower, upper], count));
  if (weighting !== 'band') return every;
  if (keep) return every.subarray(...ranksWithin(keep, count));
  if (!drop) return every;
  const [from, to] = drop.map((percent) => rankAt(percent, count));
  return every.filter((rank) => rank < from || rank >= to);
}

/** [int(lower % · N), int(upper % · N)), but one rank at least of a range that is not empty. */
function ranksWithin([lower, upper]: readonly [number, number], count: number): [number, number] {
  const from = rankAt(lower, count);
  const least = upper > lower && from < count ? from + 1 : 0;
  const to = Math.max(rankAt(upper, count), least);
  return [Math.min(from, to), to];
}
