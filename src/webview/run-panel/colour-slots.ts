// Which groups have a colour of their own: the largest, in the order of the groups, and those that were
// given one. Pure.

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
