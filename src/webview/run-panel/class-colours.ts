// Classes of samples and their colours. Nothing is told by colour alone.
import { groupings, groupColour } from './groupings';
import { run, testOnMap } from './state';

/** A class's colour for a style of the page; it follows the theme by itself. */
export const classColour = (label: number): string => groupColour(groupings.class.value, label);

/** A sample's class, −1 for none. */
export function labelOf(index: number): number {
  const { count = 0, labels } = run.value?.samples ?? {};
  return (index < count ? labels?.[index] : testOnMap.value?.labels?.[index - count]) ?? -1;
}

/** Of a sample of the run, or of a test sample on the map. */
export function sampleName(index: number): string | undefined {
  const { count = 0, names } = run.value?.samples ?? {};
  return index < count ? names?.[index] : testOnMap.value?.names[index - count];
}

/** The class's name, or undefined for a sample without one. */
export function labelName(index: number): string | undefined {
  const label = labelOf(index);
  return label < 0 ? undefined : run.value?.samples.classes[label];
}
