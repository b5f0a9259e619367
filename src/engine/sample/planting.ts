// Decides what lies where in a herbarium before anything is drawn: which sheet has which number,
// and which faults are planted.
import { Random } from '../random/random';
import { allSpecies, folderOf, type Species } from './species';

export interface PlannedSheet {
  /** Path below the herbarium, with `/`. The number says nothing about the species. */
  readonly file: string;
  /** What the leaf really is. */
  readonly species: Species;
  /** Which specimen of the species; a near-duplicate has its original's. */
  readonly specimen: number;
  /** The sheet lies in another species' folder. */
  readonly mislabelled: boolean;
  /** For a near-duplicate: the file it repeats. */
  readonly original?: string;
}

export interface HerbariumPlan {
  readonly sheets: readonly PlannedSheet[];
  /** Path of the one file that is no image. */
  readonly broken: string;
}

/** Of the originals, at least one each. */
const mislabelledShare = 0.02;
const duplicateShare = 0.01;

/** `perSpecies` originals of each species, the near-duplicates beside them, and the broken file. */
export function planHerbarium(seed: number, perSpecies: number): HerbariumPlan {
  const originals = allSpecies.length * perSpecies;
  const mislabelled = Math.max(1, Math.round(mislabelledShare * originals));
  const duplicates = Math.max(1, Math.round(duplicateShare * originals));
  const numbers = Random.stream(seed, 'sheet numbers').permutation(originals + duplicates + 1);
  const chosen = Random.stream(seed, 'planted').permutation(originals);
  const misplaced = new Set(chosen.subarray(0, mislabelled));
  const folders = Random.stream(seed, 'wrong folders');

  const sheets = Array.from({ length: originals }, (_, i): PlannedSheet => {
    const species = allSpecies[Math.floor(i / perSpecies)];
    const folder = folderOf(misplaced.has(i) ? otherThan(species, folders) : species);
    const file = sheetFile(folder, numbers[i]);
    return { file, species, specimen: i % perSpecies, mislabelled: misplaced.has(i) };
  });
  for (let i = 0; i < duplicates; i++) {
    // Taken after the misplaced ones, so that no sheet has two faults.
    const { file, species, specimen } = sheets[chosen[mislabelled + i]];
    const copy = sheetFile(folderOf(species), numbers[originals + i]);
    sheets.push({ file: copy, species, specimen, mislabelled: false, original: file });
  }
  const somewhere = allSpecies[folders.integer(allSpecies.length)];
  return { sheets, broken: sheetFile(folderOf(somewhere), numbers[originals + duplicates]) };
}

function sheetFile(folder: string, number: number): string {
  return `images/${folder}/sheet-${String(number + 1).padStart(5, '0')}.png`;
}

function otherThan(species: Species, random: Random): Species {
  const others = allSpecies.filter((other) => other !== species);
  return others[random.integer(others.length)];
}
