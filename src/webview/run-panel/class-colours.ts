// Which class has which colour: the twelve largest classes have one of their own, in the order of
// the classes; the others share the quiet tone. Nothing is told by colour alone.
import { computed } from '@preact/signals';
import { CLASS_COLOURS } from '../shared/theme';
import { run } from './state';

/** Samples of each class. */
export const classCounts = computed<readonly number[]>(() => {
  const { classes = [], labels } = run.value?.samples ?? {};
  const counts = classes.map(() => 0);
  for (const label of labels ?? []) if (label >= 0) counts[label]++;
  return counts;
});

/** Of each class the place in the palette, from 0, or −1 where it has no colour of its own. */
export const classSlots = computed<readonly number[]>(() => {
  const counts = classCounts.value;
  const largest = counts
    .map((_, i) => i)
    .sort((a, b) => counts[b] - counts[a] || a - b)
    .slice(0, CLASS_COLOURS)
    .sort((a, b) => a - b);
  const slots = counts.map(() => -1);
  largest.forEach((each, slot) => (slots[each] = slot));
  return slots;
});

/** A class's colour for a style of the page; it follows the theme by itself. */
export function classColour(label: number): string {
  const slot = classSlots.value.at(label) ?? -1;
  return label >= 0 && slot >= 0 ? `var(--ns-class-${slot + 1})` : 'var(--ns-bar)';
}

/** A sample's class, −1 for none. */
export const labelOf = (index: number): number => run.value?.samples.labels?.[index] ?? -1;

/** The class's name, or undefined for a sample without one. */
export function labelName(index: number): string | undefined {
  const label = labelOf(index);
  return label < 0 ? undefined : run.value?.samples.classes[label];
}
