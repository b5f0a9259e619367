// Brings TensorFlow's package, and for a graphics card those of CUDA that it names, and unpacks each
// into the tree. A wheel is removed as soon as it is unpacked: all of them at once would take as much
// room again.
import { rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { InputError } from '../input-error';
import { isCudaPackage, tensorFlowPackage, type Edition } from './edition';
import type { FreeSpace } from './free-space';
import { headerPlace, nvidiaPlace, tensorFlowPlace, TENSORFLOW_LIBRARIES } from './kept-files';
import type { Place } from './place';
import { requirementsOfExtra, type Requirement } from './requirement';
import type { SetUpListener } from './set-up-listener';
import { readState, writeState, type SetUpState, type Unpacked } from './state';
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
  /** Whether TensorFlow's headers are unpacked too. */
  readonly withHeaders: boolean;
}

type PlaceOfEntry = (entry: string) => string | undefined;

/** Gives what was unpacked, now or by a set-up before. */
export async function bringPackages(edition: Edition, work: Bringing): Promise<Unpacked[]> {
  const main = tensorFlowPackage(edition);
  const placeOfMain: PlaceOfEntry = (entry) =>
    tensorFlowPlace(entry) ?? (work.withHeaders ? headerPlace(entry) : undefined);
  const state = await readState(work.place);
  const tensorFlow = await bring(main, placeOfMain, TENSORFLOW_LIBRARIES, state, work);
  if (edition.variant === 'cpu') return [tensorFlow];
  const cuda = tensorFlow.cuda.filter(isCudaPackage);
  if (cuda.length === 0)
    throw new InputError(
      `the package of TensorFlow ${edition.version} names no CUDA libraries: try another --version, or --cpu`,
    );
  const packages = [tensorFlow];
  for (const each of cuda) packages.push(await bring(each, nvidiaPlace, [], state, work));
  return packages;
}

async function bring(
  requirement: Requirement,
  placeOfEntry: PlaceOfEntry,
  demanded: readonly string[],
  state: SetUpState,
  { place, source, listener, signal, freeSpace }: Bringing,
): Promise<Unpacked> {
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
  const cuda = requirementsOfExtra(unpacked.metadata, 'and-cuda');
  state[name] = { wheel: basename(wheel), files: { ...unpacked.files }, cuda };
  await writeState(place, state);
  await rm(wheel, { force: true });
  return state[name];
}
