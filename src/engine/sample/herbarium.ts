// Writes the herbarium, the sample workspace: pressed leaves of twelve species as small pictures,
// with planted faults to find, the table of them, and a config that trains on it.
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encode } from 'fast-png';
import { InputError } from '../input-error';
import { Random } from '../random/random';
import { herbariumConfig } from './herbarium-config';
import { nearDuplicate } from './near-duplicate';
import { type HerbariumPlan, planHerbarium, type PlannedSheet } from './planting';
import { drawSheet } from './sheet';
import { allSpecies, folderOf } from './species';
import { growSpecimen } from './specimen';
import { truthTable } from './truth';

export interface HerbariumOptions {
  readonly seed: number;
  /** Originals of each of the twelve species, 1 … 10,000; by default 100. */
  readonly perSpecies?: number;
  /** Rejects with its reason once it is aborted, and removes what it began. */
  readonly signal?: AbortSignal;
  /** Called after each picture. */
  readonly onProgress?: (written: number, total: number) => void;
}

export interface HerbariumSummary {
  /** Paths are absolute or relative as `directory` was given. */
  readonly imageFolder: string;
  readonly configFile: string;
  readonly truthFile: string;
  readonly species: number;
  /** Pictures that can be read: originals and near-duplicates. */
  readonly images: number;
  readonly wrongLabels: number;
  readonly nearDuplicates: number;
  readonly notImages: number;
}

/** Side of a picture in pixels. */
const pictureSize = 64;

/**
 * Fills `directory` (made where missing, refused where it holds anything). The same seed and count
 * give the same bytes.
 * @throws InputError where the folder cannot be used or the count is out of range.
 */
export async function writeHerbarium(
  directory: string,
  options: HerbariumOptions,
): Promise<HerbariumSummary> {
  const { seed, perSpecies = 100, signal } = options;
  if (!Number.isSafeInteger(perSpecies) || perSpecies < 1 || perSpecies > 10_000) {
    throw new InputError(
      `A herbarium of ${perSpecies} sheets per species cannot be made: ask for a whole number from 1 to 10000.`,
    );
  }
  signal?.throwIfAborted();
  const made = await claimEmptyFolder(directory);
  try {
    return await fill(directory, planHerbarium(seed, perSpecies), options);
  } catch (error) {
    if (signal?.aborted) await empty(directory, made);
    throw error;
  }
}

async function fill(
  directory: string,
  plan: HerbariumPlan,
  { seed, signal, onProgress }: HerbariumOptions,
): Promise<HerbariumSummary> {
  for (const species of allSpecies) {
    await mkdir(join(directory, 'images', folderOf(species)), { recursive: true });
  }
  for (const [i, sheet] of plan.sheets.entries()) {
    signal?.throwIfAborted();
    await writeFile(join(directory, sheet.file), drawPng(sheet, seed));
    onProgress?.(i + 1, plan.sheets.length);
  }
  await writeFile(join(directory, plan.broken), 'This sheet is on loan.\n');
  const truthFile = join(directory, 'truth.csv');
  await writeFile(truthFile, truthTable(plan));
  const configFile = join(directory, 'herbarium.contrast.yaml');
  await writeFile(configFile, herbariumConfig);
  return { imageFolder: join(directory, 'images'), configFile, truthFile, ...countsOf(plan) };
}

function countsOf({
  sheets,
}: HerbariumPlan): Omit<HerbariumSummary, 'imageFolder' | 'configFile' | 'truthFile'> {
  return {
    species: allSpecies.length,
    images: sheets.length,
    wrongLabels: sheets.filter(({ mislabelled }) => mislabelled).length,
    nearDuplicates: sheets.filter(({ original }) => original !== undefined).length,
    notImages: 1,
  };
}

function drawPng({ file, species, specimen, original }: PlannedSheet, seed: number): Uint8Array {
  const random = Random.stream(seed, 'specimen', folderOf(species), specimen);
  const picture = drawSheet(growSpecimen(species, random), pictureSize, random);
  const data =
    original === undefined
      ? picture
      : nearDuplicate(picture, pictureSize, Random.stream(seed, 'duplicate', file));
  return encode({ width: pictureSize, height: pictureSize, channels: 3, data });
}

/** The first folder that had to be made for it; undefined where it was there, and empty. */
async function claimEmptyFolder(directory: string): Promise<string | undefined> {
  try {
    const made = await mkdir(directory, { recursive: true });
    if ((await readdir(directory)).length === 0) return made;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new InputError(`The herbarium's folder cannot be made: ${reason}.`, { file: directory });
  }
  throw new InputError('This folder is not empty: name a new or an empty one for the herbarium.', {
    file: directory,
  });
}

/** Everything in the folder is the herbarium's. */
async function empty(directory: string, made: string | undefined): Promise<void> {
  const all =
    made === undefined ? (await readdir(directory)).map((n) => join(directory, n)) : [made];
  for (const path of all) await rm(path, { recursive: true, force: true });
}
