// Which points are shown as pictures: the anchor first, then its negatives by rank, then whatever
// does not overlap these. Pure.
import type { Point, Size } from './camera';

/** More at once would cover the map. */
const MOST = 160;

export interface Placed {
  readonly row: number;
  readonly at: Point;
}

/** `side`: pixels that a picture takes with its frame. */
export function choosePictures(
  candidates: readonly number[],
  at: (row: number) => Point,
  { width, height }: Size,
  side: number,
): readonly Placed[] {
  const chosen: Placed[] = [];
  for (const row of candidates) {
    const [x, y] = at(row);
    if (x < 0 || y < 0 || x > width || y > height) continue;
    const free = chosen.every(
      ({ at: [cx, cy] }) => Math.abs(cx - x) >= side || Math.abs(cy - y) >= side,
    );
    if (free) chosen.push({ row, at: [x, y] });
    if (chosen.length === MOST) break;
  }
  return chosen;
}

/** Up to this many points in sight are far enough apart that pictures say more than dots. */
export const mostPictured = ({ width, height }: Size): number =>
  Math.floor((width * height) / (38 * 38));
