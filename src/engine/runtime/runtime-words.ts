// The runtimes' names as people write them.
import type { RuntimeName } from './runtime';

export const runtimeWords: Readonly<Record<RuntimeName, string>> = {
  cpu: 'The CPU',
  webgpu: 'WebGPU',
  tensorflow: 'TensorFlow',
  cuda: 'CUDA through ONNX Runtime',
  directml: 'DirectML',
  coreml: 'CoreML',
};
