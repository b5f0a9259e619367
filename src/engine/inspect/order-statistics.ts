// Values in order: places, quantiles, and lines between points.

/** How many of rising values are at most x. */
export function countUpTo(rising: ArrayLike<number>, x: number): number {
  let [low, high] = [0, rising.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rising[middle] <= x) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The value below which the share q of rising values lies, on straight lines between them. */
export function quantile(rising: ArrayLike<number>, q: number): number {
  const place = q * (rising.length - 1);
  const below = Math.floor(place);
  const above = Math.min(below + 1, rising.length - 1);
  return rising[below] + (place - below) * (rising[above] - rising[below]);
}

/** y at x on straight lines through points of rising xs; beyond them the first or the last y. */
export function interpolate(x: number, xs: ArrayLike<number>, ys: ArrayLike<number>): number {
  const after = countUpTo(xs, x);
  if (after === 0) return ys[0];
  if (after === xs.length) return ys[xs.length - 1];
  const share = (x - xs[after - 1]) / (xs[after] - xs[after - 1]);
  return ys[after - 1] + share * (ys[after] - ys[after - 1]);
}
