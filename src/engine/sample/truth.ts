// truth.csv: what was planted in a herbarium, one row per fault, so that what is found can be scored.
import type { HerbariumPlan, PlannedSheet } from './planting';
import { folderOf } from './species';

/**
 * Columns `file,kind,truth`, rows in the order of the files. `kind` is `wrong-label` (truth: the
 * true species' folder), `near-duplicate` (truth: the original file) or `not-an-image` (no truth).
 */
export function truthTable({ sheets, broken }: HerbariumPlan): string {
  const rows = [...sheets.flatMap(truthRow), `${broken},not-an-image,`];
  return ['file,kind,truth', ...rows.sort(), ''].join('\n');
}

function truthRow({ file, species, mislabelled, original }: PlannedSheet): string[] {
  if (mislabelled) return [`${file},wrong-label,${folderOf(species)}`];
  return original === undefined ? [] : [`${file},near-duplicate,${original}`];
}
