// What sets one runtime up: what differs between TensorFlow and CUDA. `set-up.ts` follows it.
import type { RecordedFiles } from '../runtime/installation';
import type { Requirement } from './requirement';

export interface Recipe<Tested> {
  /** As people call it. */
  readonly title: string;
  /** 2.20.0 */
  readonly version: string;
  /** Holds the installations. */
  readonly parent: string;
  /** Of an installation's folder: 2.20.0-cpu */
  readonly name: string;
  /** Bytes that a set-up takes at its height, by measurement: a wheel beside what is unpacked of all. */
  readonly space: number;
  readonly packages: Packages;
  /** Adds what no package holds; gives those files, by their paths in the tree. */
  complete(tree: string, signal: AbortSignal): Promise<readonly string[]>;
  /** Folder of the tree that was of use for that alone. */
  readonly scraps?: string;
  /** What is tried: half a sentence. */
  readonly trial: string;
  /** Tries a tree or an installation. @throws InputError where it does not work. */
  tryIt(folder: string, signal: AbortSignal): Promise<Tested>;
  /** What `installation.json` is to say. */
  record(files: RecordedFiles): object;
  isInstalled(folder: string): boolean;
}

/** A package, and those of NVIDIA that it names, and those that they name. */
export interface Packages {
  readonly main: Requirement;
  /** Where an entry of the main package lies in the tree; nothing where it is left out. */
  readonly placeOfEntry: (entry: string) => string | undefined;
  /** Files of the main package without which nothing works. */
  readonly demanded: readonly string[];
  /** Extras whose packages are brought, too; none: only the main package is brought. */
  readonly extras: readonly string[];
}
