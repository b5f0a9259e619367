// The classes that occur among labels, numbered without gaps.

/** Label -> 0 … classes−1 in the order of the labels; −1 (unknown) is no class. */
export function classNumbers(labels: Int32Array): Map<number, number> {
  const present = [...new Set(labels)].filter((label) => label >= 0).sort((a, b) => a - b);
  return new Map(present.map((label, number) => [label, number]));
}

/** Rows of each class, in order. */
export function rowsByClass(labels: Int32Array): Map<number, number[]> {
  const rows = new Map(
    [...classNumbers(labels).keys()].map((label): [number, number[]] => [label, []]),
  );
  labels.forEach((label, row) => rows.get(label)?.push(row));
  return rows;
}

/** Rows whose class is known. */
export function labelledRows(labels: Int32Array): number[] {
  return Array.from(labels.keys()).filter((row) => labels[row] >= 0);
}
