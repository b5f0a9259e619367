// How much of the neighbourhoods a map keeps.
import type { Neighbours } from '../evaluate/neighbours';

/** Samples that are asked, evenly spread, and how many of the nearest of each. */
const SAMPLES = 1000;
const NEAREST = 10;

/**
 * Of (at most) 1,000 samples: the share of the ten nearest by cosine that are among the ten nearest
 * on the map; fewer than ten where there are fewer others. 1 where there are no others.
 * @param neighbours of every sample, itself left out
 * @param positions [count, 2]
 */
export function neighboursKept({ k, indices }: Neighbours, positions: Float32Array): number {
  const count = positions.length / 2;
  const nearest = Math.min(NEAREST, k);
  const samples = Math.min(SAMPLES, count);
  if (nearest === 0) return 1;
  let kept = 0;
  for (let i = 0; i < samples; i++) {
    const sample = Math.floor((i * count) / samples);
    const onMap = nearestOnMap(positions, sample, nearest);
    const own = indices.subarray(sample * k, sample * k + nearest);
    kept += own.filter((row) => onMap.includes(row)).length;
  }
  return kept / (samples * nearest);
}

/** Nearest first, the sample itself left out; of equal distances the lower row is first. */
function nearestOnMap(positions: Float32Array, sample: number, most: number): number[] {
  const [x, y] = [positions[2 * sample], positions[2 * sample + 1]];
  const rows: number[] = [];
  const distances: number[] = [];
  for (let row = 0; 2 * row < positions.length; row++) {
    const distance = (positions[2 * row] - x) ** 2 + (positions[2 * row + 1] - y) ** 2;
    if (row === sample || (rows.length === most && distance >= distances[most - 1])) continue;
    let at = rows.length;
    while (at > 0 && distances[at - 1] > distance) at--;
    rows.splice(at, 0, row);
    distances.splice(at, 0, distance);
    if (rows.length > most) {
      rows.pop();
      distances.pop();
    }
  }
  return rows;
}
