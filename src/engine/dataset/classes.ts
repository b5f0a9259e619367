// Class names to class indices.

export interface ClassLabels {
  /** −1 where unknown; undefined where no sample has a class. */
  readonly labels: Int32Array | undefined;
  readonly classes: readonly string[];
}

/**
 * Classes in the order of their numbers where all names are whole numbers, else in code-unit order,
 * which is the same in every locale. An empty name is no class.
 */
export function classify(names: readonly (string | undefined)[]): ClassLabels {
  const known = new Set(names.filter((name) => name !== undefined && name !== ''));
  const classes = [...known].sort() as string[];
  if (classes.length === 0) return { labels: undefined, classes: [] };
  if (classes.every((name) => /^-?\d+$/.test(name))) classes.sort((a, b) => Number(a) - Number(b));
  const index = new Map(classes.map((name, i) => [name, i]));
  return { labels: Int32Array.from(names, (name) => index.get(name ?? '') ?? -1), classes };
}
