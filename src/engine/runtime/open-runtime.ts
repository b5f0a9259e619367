// A runtime by its name, on the machine as it is: nothing is tried first.
import type { Precision } from '../config/precision';
import { InputError } from '../input-error';
import { loadCuda } from './cuda/load';
import { deviceError } from './device-error';
import { guarded } from './guarded-runtime';
import { OnnxRuntime } from './onnx-runtime';
import { cpuWords } from './cpu-words';
import { nvidiaCard } from './nvidia';
import { processor } from './processor';
import type { Runtime, RuntimeName } from './runtime';
import { findTensorFlow } from './tensorflow/installation';
import type { Note } from './webgpu-session';
import { openTensorFlow } from './tensorflow/tensorflow-runtime';

export interface OpenOptions {
  /** CPU threads within one operation; all cores by default. */
  readonly threads?: number | undefined;
  /** The device in words, where it is known. */
  readonly device?: string;
  /** The floats that the device computes in, where they are known; TensorFlow says them itself. */
  readonly precisions?: readonly Precision[] | undefined;
  /** Told of operations that do not run on the device. */
  readonly note?: Note | undefined;
}

const devices = { webgpu: 'WebGPU', directml: 'DirectML', coreml: 'CoreML' };

/** @throws InputError where TensorFlow is asked for and not set up. */
export async function openRuntime(
  name: RuntimeName,
  { threads, device, precisions, note }: OpenOptions = {},
): Promise<Runtime> {
  switch (name) {
    case 'cpu':
      return new OnnxRuntime({
        provider: 'cpu',
        device: device ?? cpuWords(threads),
        threads: threads ?? processor().cores,
      });
    case 'tensorflow': {
      const installation = findTensorFlow();
      if (!installation)
        throw new InputError(
          'TensorFlow is not set up: do it with negative-space setup tensorflow.',
        );
      return guarded(await openTensorFlow(installation, threads === undefined ? {} : { threads }));
    }
    case 'cuda':
      return openCuda(device, precisions);
    default: {
      const options = { device: device ?? devices[name], precisions, note };
      return guarded(new OnnxRuntime({ provider: name, ...options }));
    }
  }
}

/** Where CUDA is not set up, what ONNX Runtime finds by itself is taken. */
function openCuda(
  device = `CUDA (${nvidiaCard() ?? 'NVIDIA'})`,
  precisions?: readonly Precision[],
): Runtime {
  try {
    loadCuda();
  } catch (error) {
    throw deviceError('cuda', device, error);
  }
  return guarded(new OnnxRuntime({ provider: 'cuda', device, precisions }));
}
