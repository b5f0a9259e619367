// Which groups have a colour of their own: the largest, in the order of the groups, and those that were
// given one. Groups that change from epoch to epoch keep the colours of those that they come from. Pure.

export interface SlottedGroups {
  /** The group of each sample. */
  readonly of: Int32Array;
  readonly slots: readonly number[];
}

/**
 * Of each group its place in a palette of `colours`, from 0, or −1 for none. A group in `granted` that is
 * not among the largest takes the colour of the smallest of them; all others keep theirs.
 */
export function colourSlots(
  sizes: readonly number[],
  granted: readonly number[],
  colours: number,
): readonly number[] {
  const bySize = sizes.map((_, i) => i).sort((a, b) => sizes[b] - sizes[a] || a - b);
  const largest = bySize.slice(0, colours);
  const slots = sizes.map(() => -1);
  largest.toSorted((a, b) => a - b).forEach((each, slot) => (slots[each] = slot));
  const yielding = largest.filter((each) => !granted.includes(each));
  for (const each of granted) {
    if (!(each in slots) || slots[each] >= 0) continue;
    const smallest = yielding.pop();
    if (smallest === undefined) break;
    slots[each] = slots[smallest];
    slots[smallest] = -1;
  }
  return slots;
}

/**
 * The same places in the palette for the same groups, exchanged among them: the largest group first takes
 * the colour that most of its samples had before, if that is free. Groups are numbered by size.
 */
export function inheritedSlots(
  { of, slots }: SlottedGroups,
  before: SlottedGroups | undefined,
): readonly number[] {
  if (before?.of.length !== of.length) return slots;
  const free = new Set(slots.filter((slot) => slot >= 0));
  const shared = slots.map(() => new Map<number, number>());
  of.forEach((group, row) => {
    const slot = before.slots[before.of[row]];
    if (group >= 0 && slot >= 0) shared[group].set(slot, (shared[group].get(slot) ?? 0) + 1);
  });
  const taken = slots.map((slot, group) => {
    if (slot < 0) return -1;
    const most = [...shared[group]].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    const inherited = most.find(([each]) => free.has(each))?.[0];
    if (inherited !== undefined) free.delete(inherited);
    return inherited;
  });
  const rest = [...free].sort((a, b) => a - b);
  return taken.map((slot) => slot ?? rest.shift() ?? -1);
}
