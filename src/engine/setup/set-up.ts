// Sets a runtime up: brings its wheels, takes its libraries out, adds what else it needs, and tries it.
// Only then is it an installation. Whatever a killed or cancelled set-up has done is gone on from.
import { mkdir } from 'node:fs/promises';
import { InputError } from '../input-error';
import { install, recordedFiles } from './assemble';
import { bringPackages } from './bring-packages';
import { findWheelSource } from './find-wheel-source';
import { bytesBelow } from './folder-size';
import { demandSpace, freeSpace as realFreeSpace, type FreeSpace } from './free-space';
import { withLock } from './lock';
import { placeOf, type Place } from './place';
import type { Recipe } from './recipe';
import type { SetUpListener } from './set-up-listener';
import { UnfitMachine } from './unfit-machine';
import type { Machine } from './wheel-name';

export interface SetUpOptions {
  readonly signal: AbortSignal;
  readonly listener: SetUpListener;
  /** The index to take instead of what pip is set up for, or of PIP_INDEX_URL. */
  readonly index?: string | undefined;
  /** Where runtimes lie. */
  readonly root?: string;
  readonly freeSpace?: FreeSpace;
}

export interface SetUp<Tested> {
  readonly folder: string;
  readonly tested: Tested;
  /** Of all its files. */
  readonly bytes: number;
  /** False where it was there already. */
  readonly isNew: boolean;
}

/**
 * @param machine asked only where something must be brought.
 * @throws InputError that says what is missing or broken, and what to do; the signal's reason.
 */
export async function setUp<Tested>(
  recipe: Recipe<Tested>,
  machine: () => Machine,
  options: SetUpOptions,
): Promise<SetUp<Tested>> {
  const { title, parent, name } = recipe;
  const place = placeOf(parent, name);
  const { folder } = place;
  await mkdir(parent, { recursive: true });
  return withLock(place.lock, title, async () => {
    const there = await tryWhatIsThere(recipe, folder, options);
    const tested = there ?? (await setUpAnew(recipe, machine(), place, options));
    return { folder, tested, bytes: await bytesBelow(folder), isNew: there === undefined };
  });
}

async function tryWhatIsThere<Tested>(
  recipe: Recipe<Tested>,
  folder: string,
  { signal, listener }: SetUpOptions,
): Promise<Tested | undefined> {
  if (!recipe.isInstalled(folder)) return undefined;
  try {
    return await recipe.tryIt(folder, signal);
  } catch (error) {
    if (!(error instanceof InputError) || error instanceof UnfitMachine) throw error;
    listener.say(`What is there does not work and is set up anew: ${error.message}.`);
    return undefined;
  }
}

async function setUpAnew<Tested>(
  recipe: Recipe<Tested>,
  machine: Machine,
  place: Place,
  options: SetUpOptions,
): Promise<Tested> {
  const { title, version, trial } = recipe;
  const { signal, listener, index, freeSpace = realFreeSpace } = options;
  const source = await findWheelSource(title, machine, index);
  await mkdir(place.wheels, { recursive: true });
  const needed = recipe.space - (await bytesBelow(place.part));
  await demandSpace(place.part, needed, `setting ${title} up`, freeSpace);
  listener.say(`Bringing ${title} ${version} by ${source.name}; ${source.checks}.`);
  const work = { place, source, listener, signal, freeSpace };
  const packages = await bringPackages(recipe.packages, work);
  const added = await recipe.complete(place.tree, signal);
  const files = await recordedFiles(place.tree, packages, added, recipe.scraps);
  listener.say(`Trying it: ${trial}.`);
  const tested = await recipe.tryIt(place.tree, signal);
  await install(place, recipe.record(files), recipe.scraps);
  return tested;
}
