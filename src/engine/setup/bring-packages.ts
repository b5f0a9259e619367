// Brings a package, and for a graphics card those of NVIDIA that it names, and unpacks each into the
// tree. A wheel is removed as soon as it is unpacked: all of them at once would take as much room again.
import { rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { InputError } from '../input-error';
import type { FreeSpace } from './free-space';
import { nvidiaPlace } from './kept-files';
import type { Place } from './place';
import type { Packages } from './recipe';
import { requirementsOf, requirementText, type Requirement } from './requirement';
import type { SetUpListener } from './set-up-listener';
import { readState, writeState, type Unpacked } from './state';
import { demandFiles, unpack } from './unpack';
import { DamagedWheel } from './wheel';
import type { WheelSource } from './wheel-source';
import { wheelThere } from './wheel-there';

export interface Bringing {
  readonly place: Place;
  readonly source: WheelSource;
  readonly listener: SetUpListener;
  readonly signal: AbortSignal;
  readonly freeSpace: FreeSpace;
}

interface Package extends Omit<Packages, 'main'> {
  readonly requirement: Requirement;
}

const isOfNvidia = ({ name }: Requirement): boolean => name.startsWith('nvidia-');

/** Gives what was unpacked, now or by a set-up before. */
export async function bringPackages(packages: Packages, work: Bringing): Promise<Unpacked[]> {
  const { main, extras } = packages;
  const brought = [await bring({ ...packages, requirement: main }, work)];
  const waiting = extras.length > 0 ? [...brought[0].needs] : [];
  if (extras.length > 0 && waiting.length === 0)
    throw new InputError(
      `the package ${requirementText(main)} names no CUDA libraries: name another index with --index, or of TensorFlow another --version`,
    );
  const release = waiting.flatMap(({ name }) => CUDA_IN_NAME.exec(name)?.[1] ?? []).at(0);
  const known = new Set<string>();
  for (const each of waiting) {
    if (known.has(each.name)) continue;
    known.add(each.name);
    const requirement = ofRelease(each, release);
    const ofNvidia = { placeOfEntry: nvidiaPlace, demanded: [], extras: [] };
    const unpacked = await bring({ ...ofNvidia, requirement }, work);
    brought.push(unpacked);
    waiting.push(...unpacked.needs);
  }
  return brought;
}

/** nvidia-cudnn-cu13 */
const CUDA_IN_NAME = /-cu(\d+)$/;

/**
 * Packages of CUDA 13 and later are named without its number, and ask for each other without a
 * version: then that of the others holds, lest the newest come, of a CUDA that is to be.
 */
function ofRelease(asked: Requirement, release: string | undefined): Requirement {
  const isSaid = asked.specifier !== '' || CUDA_IN_NAME.test(asked.name);
  return isSaid || release === undefined ? asked : { ...asked, specifier: `~=${release}.0` };
}

async function bring(
  { requirement, placeOfEntry, demanded, extras }: Package,
  { place, source, listener, signal, freeSpace }: Bringing,
): Promise<Unpacked> {
  const state = await readState(place);
  const { name } = requirement;
  if (name in state) return state[name];
  const told = (task: string) => (done: number, total: number) => {
    listener.progress({ task: `${task} ${name}`, done, total });
  };
  const downloading = { signal, onProgress: told('downloading') };
  const wheel =
    (await wheelThere(place.wheels, requirement)) ??
    (await source.bring(requirement, place.wheels, downloading));
  const unpacking = { signal, freeSpace, onProgress: told('unpacking') };
  const unpacked = await unpack(wheel, place.tree, placeOfEntry, unpacking).catch(
    async (error: unknown) => {
      if (error instanceof DamagedWheel) await rm(wheel, { force: true });
      throw error;
    },
  );
  demandFiles(unpacked, demanded, wheel);
  const needs = requirementsOf(unpacked.metadata, extras).filter(isOfNvidia);
  state[name] = { wheel: basename(wheel), files: { ...unpacked.files }, needs };
  await writeState(place, state);
  await rm(wheel, { force: true });
  return state[name];
}
