// The largest few of many values.

/** Indices of the `most` largest values but for `except`, largest first; ties by index. */
export function nearestOf(values: Float64Array, except: number, most: number): number[] {
  const found: number[] = [];
  let least = -Infinity;
  for (let j = 0; j < values.length; j++) {
    if (j === except || (found.length === most && values[j] <= least)) continue;
    let place = found.length;
    while (place > 0 && values[found[place - 1]] < values[j]) place--;
    found.splice(place, 0, j);
    if (found.length > most) found.pop();
    least = values[found[found.length - 1]];
  }
  return found;
}
