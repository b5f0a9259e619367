// Removes what was set up for CUDA, of every version of ONNX Runtime.
import { cudaFolder } from '../runtime/cuda/installation';
import { runtimesFolder } from '../runtime/installation';
import { remove, type Removal } from './remove';

/** @throws InputError where it is being set up at this moment. */
export const removeCuda = (root = runtimesFolder()): Promise<Removal> =>
  remove('CUDA for ONNX Runtime', cudaFolder(root), (name) => /^\d+\.\d+\.\d+$/.test(name));
