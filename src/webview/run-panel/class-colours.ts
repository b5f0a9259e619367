// Classes of samples and their colours. Nothing is told by colour alone.
import { groupings, groupColour } from './groupings';
import { run } from './state';

/** A class's colour for a style of the page; it follows the theme by itself. */
export const classColour = (label: number): string => groupColour(groupings.class.value, label);

/** A sample's class, −1 for none. */
export const labelOf = (index: number): number => run.value?.samples.labels?.[index] ?? -1;

/** The class's name, or undefined for a sample without one. */
export function labelName(index: number): string | undefined {
  const label = labelOf(index);
  return label < 0 ? undefined : run.value?.samples.classes[label];
}
