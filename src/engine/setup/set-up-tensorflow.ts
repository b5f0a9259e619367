// Sets up a TensorFlow: brings its wheels, takes its libraries out, adds the addon, and tries it. Only
// then is it an installation. Whatever a killed or cancelled set-up has done so far is gone on from.
import { mkdir } from 'node:fs/promises';
import { InputError } from '../input-error';
import {
  readInstallation,
  runtimesFolder,
  tensorFlowFolder,
  type TensorFlowInstallation,
} from '../runtime/tensorflow/installation';
import { shippedAddon } from './addon';
import { assemble, install } from './assemble';
import { bringPackages } from './bring-packages';
import { demandSupported, SPACE, type Edition } from './edition';
import { findWheelSource } from './find-wheel-source';
import { bytesBelow } from './folder-size';
import { demandSpace, freeSpace as realFreeSpace, type FreeSpace } from './free-space';
import { withLock } from './lock';
import { thisMachine } from './machine';
import { placeOf, type Place } from './place';
import { selfTest, type SelfTestResult } from './self-test';
import type { SetUpListener } from './set-up-listener';

export interface SetUpOptions {
  readonly signal: AbortSignal;
  readonly listener: SetUpListener;
  /** The index to take instead of what pip is set up for, or of PIP_INDEX_URL. */
  readonly index?: string | undefined;
  /** Where runtimes lie. */
  readonly root?: string;
  readonly freeSpace?: FreeSpace;
  /** File of an addon that is taken as it is; undefined: it is compiled. */
  readonly addon?: string | undefined;
  /** Tries the addon of a tree; by default in a process of its own. */
  readonly tryIt?: (addon: string, signal: AbortSignal) => Promise<SelfTestResult>;
}

export interface SetUpResult extends TensorFlowInstallation {
  /** Of all its files. */
  readonly bytes: number;
  /** Whether it computed on a graphics card in the self-test. */
  readonly usesGpu: boolean;
  /** False where it was there already. */
  readonly isNew: boolean;
}

/** @throws InputError that says what is missing or broken, and what to do; the signal's reason. */
export async function setUpTensorFlow(
  edition: Edition,
  options: SetUpOptions,
): Promise<SetUpResult> {
  demandSupported(edition);
  const { root = runtimesFolder() } = options;
  const place = placeOf(root, edition);
  await mkdir(tensorFlowFolder(root), { recursive: true });
  return withLock(place.lock, async () => {
    const there = await tryWhatIsThere(place, options);
    if (there) return described(place, there, false);
    const tested = await setUpAnew(edition, place, options);
    return described(place, tested, true);
  });
}

async function tryWhatIsThere(
  { folder }: Place,
  { signal, listener, tryIt = selfTest }: SetUpOptions,
): Promise<SelfTestResult | undefined> {
  const installation = readInstallation(folder);
  if (!installation) return undefined;
  try {
    return await tryIt(installation.addon, signal);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    listener.say(`What is there does not work and is set up anew: ${error.message}.`);
    return undefined;
  }
}

async function setUpAnew(
  edition: Edition,
  place: Place,
  options: SetUpOptions,
): Promise<SelfTestResult> {
  const { signal, listener, index, freeSpace = realFreeSpace, tryIt = selfTest } = options;
  const addon = 'addon' in options ? options.addon : shippedAddon();
  const machine = thisMachine();
  const source = await findWheelSource(machine, index);
  await mkdir(place.wheels, { recursive: true });
  const needed = SPACE[edition.variant] - (await bytesBelow(place.part));
  await demandSpace(place.part, needed, 'setting TensorFlow up', freeSpace);
  listener.say(`Bringing TensorFlow ${edition.version} by ${source.name}; ${source.checks}.`);
  const withHeaders = addon === undefined;
  const work = { place, source, listener, signal, freeSpace, withHeaders };
  const packages = await bringPackages(edition, work);
  const files = await assemble(place, packages, addon, signal);
  listener.say('Trying it: a product of matrices, a convolution, an update in place.');
  const tested = await tryIt(files.addon, signal);
  await install(edition, place, files.record);
  return tested;
}

async function described(
  { folder }: Place,
  { usesGpu }: SelfTestResult,
  isNew: boolean,
): Promise<SetUpResult> {
  const installation = readInstallation(folder);
  if (!installation) throw new Error(`The installation ${folder} vanished while it was set up.`);
  return { ...installation, bytes: await bytesBelow(folder), usesGpu, isNew };
}
