// Removes what was set up for CUDA, of every version of ONNX Runtime.
import { cudaFolder } from '../runtime/cuda/installation';
import { runtimesFolder } from '../runtime/installation';
import { remove, type Removal } from './remove';
import { CUDA_TITLE } from './set-up-cuda';

/** @throws InputError where it is being set up at this moment. */
export const removeCuda = (root = runtimesFolder()): Promise<Removal> =>
  remove(CUDA_TITLE, cudaFolder(root), (name) => /^\d+\.\d+\.\d+$/.test(name));
