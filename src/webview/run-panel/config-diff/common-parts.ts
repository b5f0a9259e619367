// What two sequences have in common, in order, as much as can be: the longest common subsequence
// (Wagner & Fischer 1974), by a table over what lies between equal beginnings and ends.

/** A place in each of the two sequences where the same stands. */
export type Match = readonly [number, number];

/** Beyond this many pairs everything between the equal ends counts as different. */
const MOST_PAIRS = 4_000_000;

/** Rising in both. */
export function commonParts(a: readonly string[], b: readonly string[]): readonly Match[] {
  const most = Math.min(a.length, b.length);
  let start = 0;
  while (start < most && a[start] === b[start]) start++;
  let end = 0;
  while (end < most - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const between = matches(a.slice(start, a.length - end), b.slice(start, b.length - end));
  return [
    ...Array.from({ length: start }, (_, i): Match => [i, i]),
    ...between.map(([i, j]): Match => [i + start, j + start]),
    ...Array.from({ length: end }, (_, i): Match => [a.length - end + i, b.length - end + i]),
  ];
}

function matches(a: readonly string[], b: readonly string[]): readonly Match[] {
  if (a.length * b.length > MOST_PAIRS) return [];
  const lengths = lengthsOf(a, b);
  const width = b.length + 1;
  const found: Match[] = [];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) found.push([i++, j++]);
    else if (lengths[(i + 1) * width + j] >= lengths[i * width + j + 1]) i++;
    else j++;
  }
  return found;
}

/** Of the rests from (i, j) on, at i · (|b| + 1) + j. */
function lengthsOf(a: readonly string[], b: readonly string[]): Uint32Array {
  const width = b.length + 1;
  const lengths = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      lengths[i * width + j] =
        a[i] === b[j]
          ? lengths[(i + 1) * width + j + 1] + 1
          : Math.max(lengths[(i + 1) * width + j], lengths[i * width + j + 1]);
  return lengths;
}
