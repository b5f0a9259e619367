// The name a person most likely meant, for "did you mean".

/** The nearest of `names` by edit distance, if near enough to be a slip. */
export function nearestName(name: string, names: readonly string[]): string | undefined {
  const distances = names.map((other) => editDistance(name.toLowerCase(), other.toLowerCase()));
  const least = Math.min(...distances);
  const allowed = Math.max(1, Math.floor(name.length / 3));
  return least <= allowed ? names[distances.indexOf(least)] : undefined;
}

/** Insertions, deletions, substitutions and swaps of neighbours (Damerau 1964). */
function editDistance(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      row[j] = Math.min(rows[i - 1][j] + 1, row[j - 1] + 1, rows[i - 1][j - 1] + same);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) row[j] = Math.min(row[j], rows[i - 2][j - 2] + 1);
    }
    rows.push(row);
  }
  return rows[a.length][b.length];
}
