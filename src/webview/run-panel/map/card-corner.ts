// Where a card about a point stands: beside the point, inside the element, and not over another
// point that must stay in sight. Pure.
import type { Point, Size } from './camera';

const GAP = 14;

/** The card's upper left corner. */
export function cardCorner(
  [x, y]: Point,
  card: Size,
  within: Size,
  { avoid }: { readonly avoid?: Point | undefined } = {},
): Point {
  const lefts = [x + GAP, x - GAP - card.width];
  const tops = [y + GAP, y - GAP - card.height];
  const corners = tops.flatMap((top) => lefts.map((left): Point => [left, top]));
  const fits = ([left, top]: Point): boolean =>
    left >= 0 &&
    top >= 0 &&
    left + card.width <= within.width &&
    top + card.height <= within.height;
  const covers = ([left, top]: Point): boolean =>
    avoid !== undefined &&
    avoid[0] > left - GAP &&
    avoid[0] < left + card.width + GAP &&
    avoid[1] > top - GAP &&
    avoid[1] < top + card.height + GAP;
  const best = corners.find((corner) => fits(corner) && !covers(corner)) ?? corners.find(fits);
  return (
    best ?? [
      clamp(lefts[0], within.width - card.width),
      clamp(tops[0], within.height - card.height),
    ]
  );
}

const clamp = (value: number, max: number): number => Math.max(0, Math.min(value, max));
