// Where CUDA lies that was set up for ONNX Runtime, and whether it is the one that fits.
//
//   <root>/cuda/<version of ONNX Runtime>/
//     lib/                  a copy of ONNX Runtime's own library, and its CUDA provider beside it
//     nvidia/<name>/lib/    CUDA's libraries
//     installation.json
//
// ONNX Runtime looks for a provider beside the file that it was itself loaded from, and a provider
// fits no other version: hence the copy, and a folder for each version.
import { basename, join } from 'node:path';
import * as v from 'valibot';
import { dependencies } from '../../../../package.json';
import { foldersBelow, readRecord, recordEntries, runtimesFolder } from '../installation';

export interface CudaInstallation {
  readonly folder: string;
  /** Of ONNX Runtime. */
  readonly version: string;
}

/** Of the ONNX Runtime that the product brings. */
export const ONNX_RUNTIME_VERSION = dependencies['onnxruntime-node'];

/** The first driver for CUDA 13, of which that ONNX Runtime's provider is. */
export const OLDEST_DRIVER = 580;

/** Inside an installation's folder: ONNX Runtime, and what must lie beside it. */
export const ONNX_RUNTIME_FILE = 'lib/libonnxruntime.so.1';
export const PROVIDER_FILES = [
  'lib/libonnxruntime_providers_shared.so',
  'lib/libonnxruntime_providers_cuda.so',
];

/**
 * NVIDIA's libraries that the provider asks for by name, when it is loaded or later: each before
 * those that need it.
 */
export const NVIDIA_LIBRARIES = [
  ...['libcudart', 'libcublasLt', 'libcublas', 'libcurand', 'libcufft', 'libnvrtc', 'libcudnn'],
];

const installationSchema = v.object(recordEntries);

export type CudaRecord = v.InferOutput<typeof installationSchema>;

/** Holds a folder for each version of ONNX Runtime. */
export const cudaFolder = (root = runtimesFolder()): string => join(root, 'cuda');

/** Nothing where the folder is no installation, or where a file of it is missing or cut. */
export function readCudaInstallation(folder: string): CudaInstallation | undefined {
  const record = readRecord(folder, installationSchema);
  const needed = [ONNX_RUNTIME_FILE, ...PROVIDER_FILES];
  if (!record || needed.some((file) => !(file in record.files))) return undefined;
  return { folder, version: record.version };
}

/** The one for our ONNX Runtime. */
export function findCuda(root = runtimesFolder()): CudaInstallation | undefined {
  const found = readCudaInstallation(join(cudaFolder(root), ONNX_RUNTIME_VERSION));
  return found?.version === ONNX_RUNTIME_VERSION ? found : undefined;
}

/** Versions of ONNX Runtime for which it was set up by products before or after this one. */
export const otherCudaVersions = (root = runtimesFolder()): string[] =>
  foldersBelow(cudaFolder(root))
    .flatMap((folder) => readCudaInstallation(folder)?.version ?? [])
    .filter((version) => version !== ONNX_RUNTIME_VERSION);

/** Of files of a tree, those that are to be loaded before the provider, in order. */
export const preloaded = (files: readonly string[]): string[] =>
  NVIDIA_LIBRARIES.flatMap((name) =>
    files.filter((file) => basename(file).startsWith(`${name}.so.`)),
  );
