// Which negatives count at all, by their rank.
import type { RunConfig } from '../config/run-config';

/** Ranks that count, of `count` negatives. */
export function countedRanks(count: number, settings: RunConfig['negatives']): Uint32Array {
  const every = Uint32Array.from({ length: count }, (_, rank) => rank);
  switch (settings.weighting) {
    case 'ring':
    case 'band':
      throw new Error(`${settings.weighting} is not written yet`);
    default:
      return every;
  }
}
