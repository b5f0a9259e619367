// Sets up CUDA for ONNX Runtime: its provider of the same version, NVIDIA's libraries that this asks
// for, and beside them a copy of the ONNX Runtime that the product brings.
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '../input-error';
import {
  cudaFolder,
  OLDEST_DRIVER,
  ONNX_RUNTIME_FILE,
  ONNX_RUNTIME_VERSION,
  PROVIDER_FILES,
  readCudaInstallation,
  type CudaInstallation,
  type CudaRecord,
} from '../runtime/cuda/installation';
import { runtimesFolder } from '../runtime/installation';
import { nativeLibraryFile } from '../runtime/library';
import { hasNvidiaDriver, nvidiaDriverRelease } from '../runtime/nvidia';
import { providerPlace } from './kept-files';
import { thisMachine } from './machine';
import type { Recipe } from './recipe';
import { setUp, type SetUpOptions } from './set-up';
import { tryCuda, type CudaTested } from './try-cuda';

export interface CudaOptions extends SetUpOptions {
  /** Sets it up although no driver is loaded, or the self-test finds no card. */
  readonly withoutCard?: boolean;
  /** The NVIDIA driver of the machine; by default what the machine shows. */
  readonly driver?: Driver;
  /** File of the ONNX Runtime that the product brings. */
  readonly library?: string | undefined;
  /** Tries a tree; by default in a process of its own. */
  readonly tryIt?: typeof tryCuda;
}

export interface Driver {
  readonly isLoaded: boolean;
  /** 580; undefined where the machine does not show it. */
  readonly release: number | undefined;
}

const thisDriver = (): Driver => ({
  isLoaded: hasNvidiaDriver(),
  release: nvidiaDriverRelease(),
});

export interface CudaResult extends CudaInstallation, CudaTested {
  /** Of all its files. */
  readonly bytes: number;
  /** False where it was there already. */
  readonly isNew: boolean;
}

/** As people call it. */
export const CUDA_TITLE = 'CUDA for ONNX Runtime';

/** By measurement: 2.4 GB are unpacked when the last wheel lies beside them. */
const SPACE = 3e9;

const WITHOUT_LIBRARY =
  'ONNX Runtime’s native library does not load on this machine, and CUDA goes with no other: train with the runtime cpu';

/** @throws InputError that says what is missing or broken, and what to do; the signal's reason. */
export async function setUpCuda(options: CudaOptions): Promise<CudaResult> {
  const machine = thisMachine(CUDA_TITLE, ['x64']);
  if (!options.withoutCard) demandDriver(options.driver ?? thisDriver());
  const { folder, tested, ...rest } = await setUp(recipeOf(options), () => machine, options);
  return { folder, version: ONNX_RUNTIME_VERSION, ...tested, ...rest };
}

function demandDriver({ isLoaded, release }: Driver): void {
  const otherwise = 'or set CUDA up as it is with --gpu, for a card that is to come';
  if (!isLoaded)
    throw new InputError(
      `CUDA needs an NVIDIA graphics card, and no driver of one is loaded here: install the driver, ${otherwise}`,
    );
  if (release !== undefined && release < OLDEST_DRIVER)
    throw new InputError(
      `the NVIDIA driver is of release ${release}, and CUDA 13 needs ${OLDEST_DRIVER} or later: update it, ${otherwise}`,
    );
}

function recipeOf(options: CudaOptions): Recipe<CudaTested> {
  const { root = runtimesFolder(), withoutCard = false, tryIt = tryCuda } = options;
  const library = options.library ?? nativeLibraryFile();
  const version = ONNX_RUNTIME_VERSION;
  return {
    ...{ title: CUDA_TITLE, version, parent: cudaFolder(root), name: version },
    space: SPACE,
    packages: {
      main: { name: 'onnxruntime-gpu', specifier: `==${version}` },
      ...{ placeOfEntry: providerPlace, demanded: PROVIDER_FILES, extras: ['cuda', 'cudnn'] },
    },
    complete: async (tree) => {
      if (library === undefined) throw new InputError(WITHOUT_LIBRARY);
      await copyFile(library, join(tree, ONNX_RUNTIME_FILE));
      return [ONNX_RUNTIME_FILE];
    },
    trial: 'a small loss and its gradients, against the processor’s',
    tryIt: (folder, signal) => tryIt(folder, { signal, withoutCard }),
    record: (files): CudaRecord => ({ version, files }),
    isInstalled: (folder) => readCudaInstallation(folder) !== undefined,
  };
}
