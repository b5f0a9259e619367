// What is known of the samples of a run beside their vectors.

export interface InspectedSamples {
  readonly count: number;
  readonly classes: readonly string[];
  /** A class for each sample, −1 for none. */
  readonly labels?: Int32Array | undefined;
}

/** The class of a sample; undefined where it has none. */
export function labelOf({ labels }: InspectedSamples, sample: number): number | undefined {
  const label = labels?.[sample];
  return label === undefined || label < 0 ? undefined : label;
}

/** How many of the samples have each class: class -> count. */
export function labelCounts(
  samples: InspectedSamples,
  rows: Iterable<number>,
): Record<number, number> {
  const counts: Record<number, number> = {};
  for (const row of rows) {
    const label = labelOf(samples, row);
    if (label !== undefined) counts[label] = (counts[label] ?? 0) + 1;
  }
  return counts;
}
