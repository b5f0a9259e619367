// Sets up a TensorFlow: its two libraries, the addon between Node and them and, for a graphics card,
// CUDA.
import { rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { runtimesFolder } from '../runtime/installation';
import {
  ADDON_FILE,
  readInstallation,
  tensorFlowFolder,
  type TensorFlowInstallation,
  type TensorFlowRecord,
} from '../runtime/tensorflow/installation';
import { placeAddon, shippedAddon } from './addon';
import { demandSupported, editionName, SPACE, tensorFlowPackage, type Edition } from './edition';
import { headerPlace, HEADERS, LINKS, tensorFlowPlace, TENSORFLOW_LIBRARIES } from './kept-files';
import { thisMachine } from './machine';
import type { Packages, Recipe } from './recipe';
import { selfTest, type SelfTestResult } from './self-test';
import { setUp, type SetUpOptions } from './set-up';

export interface TensorFlowOptions extends SetUpOptions {
  /** File of an addon that is taken as it is; undefined: it is compiled. */
  readonly addon?: string | undefined;
  /** Tries the addon of a tree; by default in a process of its own. */
  readonly tryIt?: (addon: string, signal: AbortSignal) => Promise<SelfTestResult>;
}

export interface TensorFlowResult extends TensorFlowInstallation {
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
  options: TensorFlowOptions,
): Promise<TensorFlowResult> {
  demandSupported(edition);
  const machine = () => thisMachine('TensorFlow', ['x64', 'arm64']);
  const { folder, tested, bytes, isNew } = await setUp(
    recipeOf(edition, options),
    machine,
    options,
  );
  const installation = readInstallation(folder);
  if (!installation) throw new Error(`The installation ${folder} vanished while it was set up.`);
  return { ...installation, bytes, usesGpu: tested.usesGpu, isNew };
}

function recipeOf(edition: Edition, options: TensorFlowOptions): Recipe<SelfTestResult> {
  const { root = runtimesFolder(), tryIt = selfTest } = options;
  const addon = 'addon' in options ? options.addon : shippedAddon();
  const { version, variant } = edition;
  return {
    ...{ title: 'TensorFlow', version, parent: tensorFlowFolder(root) },
    ...{ name: editionName(edition), space: SPACE[variant], scraps: HEADERS },
    packages: packagesOf(edition, addon === undefined),
    complete: async (tree, signal) => {
      for (const [link, target] of Object.entries(LINKS)) {
        await rm(join(tree, link), { force: true });
        await symlink(target, join(tree, link));
      }
      await placeAddon(tree, join(tree, HEADERS), addon, signal);
      return [ADDON_FILE];
    },
    trial: 'a product of matrices, a convolution, an update in place',
    tryIt: (folder, signal) => tryIt(join(folder, ADDON_FILE), signal),
    record: (files): TensorFlowRecord => ({ version, variant, files }),
    isInstalled: (folder) => readInstallation(folder) !== undefined,
  };
}

const packagesOf = (edition: Edition, withHeaders: boolean): Packages => ({
  main: tensorFlowPackage(edition),
  placeOfEntry: (entry) => tensorFlowPlace(entry) ?? (withHeaders ? headerPlace(entry) : undefined),
  demanded: TENSORFLOW_LIBRARIES,
  extras: edition.variant === 'gpu' ? ['and-cuda'] : [],
});
