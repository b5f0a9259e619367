// Loads what was set up for CUDA into this process. Nothing of it lies where the system looks for
// libraries, and the provider names no folder in which NVIDIA's lie; but what is loaded already is
// found by its name. Therefore libraries are loaded one by one, by their files, before who needs them.
// A search path in the environment (LD_LIBRARY_PATH) would be read at a process' start alone.
import { readdirSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { findCuda, ONNX_RUNTIME_FILE, preloaded } from './installation';

/** Names a folder to take instead of the installation: a set-up tries so what is none yet. */
export const CUDA_FOLDER = 'NEGATIVE_SPACE_CUDA';

/** glibc's RTLD_NODELETE: Node closes again what is no addon, and this keeps it. */
const KEEP = 0x1000;

/** Where this process takes CUDA from; nothing where it is not set up. */
export const cudaInUse = (): string | undefined => process.env[CUDA_FOLDER] ?? findCuda()?.folder;

/** To be called before ONNX Runtime is loaded: it will be the copy that lies beside its provider. */
export function loadOnnxRuntimeOfCuda(): void {
  const folder = cudaInUse();
  if (folder !== undefined) loadLibrary(join(folder, ONNX_RUNTIME_FILE));
}

/** To be called before the first session on CUDA. @throws an Error where a library does not load. */
export function loadCuda(): void {
  const folder = cudaInUse();
  if (folder === undefined) return;
  // Products in float32 are not rounded to 10 bits (TF32), unless a person says so.
  process.env.NVIDIA_TF32_OVERRIDE ??= '0';
  const files = readdirSync(join(folder, 'nvidia'), { recursive: true, encoding: 'utf8' });
  for (const file of preloaded(files)) loadLibrary(join(folder, 'nvidia', file));
}

function loadLibrary(file: string): void {
  try {
    process.dlopen({ exports: {} }, file, constants.dlopen.RTLD_NOW | KEEP);
  } catch (error) {
    // What Node says of a library that is loaded and no addon.
    if (error instanceof Error && error.message.includes('did not self-register')) return;
    throw error;
  }
}
