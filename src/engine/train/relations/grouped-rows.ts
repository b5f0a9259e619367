// The rows of a dataset by group, each group's side by side.

export interface GroupedRows {
  /** Number of each row's group, −1 for none. */
  readonly groups: Int32Array;
  /** Rows that are in a group, group after group. */
  readonly members: Uint32Array;
  /** Where group g begins in `members`; the last entry is their number. */
  readonly starts: Uint32Array;
  /** Where in `members` a row stands; of a row without group nothing that means anything. */
  readonly places: Uint32Array;
}

/** Rows of a group ascend by `order`, or by row. */
export function groupRows(groups: Int32Array, order?: ArrayLike<number>): GroupedRows {
  const starts = new Uint32Array(countOf(groups) + 1);
  for (const group of groups) if (group >= 0) starts[group + 1]++;
  for (let group = 1; group < starts.length; group++) starts[group] += starts[group - 1];
  const members = new Uint32Array(starts.at(-1)!);
  const next = starts.slice();
  for (let row = 0; row < groups.length; row++)
    if (groups[row] >= 0) members[next[groups[row]]++] = row;
  if (order) {
    for (let group = 0; group + 1 < starts.length; group++)
      members
        .subarray(starts[group], starts[group + 1])
        .sort((a, b) => order[a] - order[b] || a - b);
  }
  const places = new Uint32Array(groups.length);
  members.forEach((row, place) => (places[row] = place));
  return { groups, members, starts, places };
}

/** Whether a group has two rows at least. */
export function hasCompany({ starts }: GroupedRows): boolean {
  return starts.some((start, group) => group > 0 && start - starts[group - 1] > 1);
}

function countOf(groups: Int32Array): number {
  let count = 0;
  for (const group of groups) count = Math.max(count, group + 1);
  return count;
}
