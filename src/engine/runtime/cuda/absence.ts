// Why CUDA does not work, from what ONNX Runtime and CUDA say of it, and what would help.
import { hasNvidiaDriver } from '../nvidia';
import { ONNX_RUNTIME_VERSION, OLDEST_DRIVER, otherCudaVersions } from './installation';

export interface CudaAbsence {
  /** A part of a sentence. */
  readonly reason: string;
  readonly remedy: string;
  /** Nothing is wrong with what was set up: it is the machine that lacks a card, or its driver. */
  readonly ofMachine?: true;
}

/**
 * @param failure the message with which no session could be opened.
 * @param log what the library wrote: it names there alone which file it did not find.
 * @param hasDriver whether an NVIDIA driver is loaded.
 * @param others versions of ONNX Runtime for which CUDA is set up, besides ours.
 */
export function cudaAbsence(
  failure: string,
  log: string,
  hasDriver = hasNvidiaDriver(),
  others: readonly string[] = otherCudaVersions(),
): CudaAbsence | undefined {
  if (/CUDA failure 35\b|driver version is insufficient/i.test(failure))
    return {
      reason: 'the NVIDIA driver is too old',
      remedy: `Update it: CUDA 13 needs ${OLDEST_DRIVER} or later.`,
      ofMachine: true,
    };
  if (/CUDA failure 100\b|no CUDA-capable device/i.test(failure))
    return {
      reason: 'CUDA finds no NVIDIA graphics card',
      remedy: 'Check that nvidia-smi lists it, and that CUDA_VISIBLE_DEVICES does not hide it.',
      ofMachine: true,
    };
  const missing = /(lib[\w.+-]+): cannot open shared object file/.exec(`${failure}\n${log}`)?.[1];
  if (missing === 'libcuda.so.1') return withoutDriver;
  if (missing?.startsWith('libonnxruntime') ?? /Failed to load (shared )?library/i.test(failure))
    return others.length > 0 ? ofOtherVersion(others) : notSetUp(hasDriver);
  return missing === undefined
    ? undefined
    : {
        reason: `a library is missing that it needs (${missing})`,
        remedy: 'Set it up anew: negative-space setup cuda.',
      };
}

const withoutDriver: CudaAbsence = {
  reason: 'no NVIDIA driver is installed',
  remedy: 'Install it, if there is an NVIDIA graphics card.',
  ofMachine: true,
};

const ofOtherVersion = (others: readonly string[]): CudaAbsence => ({
  reason: `it is set up for ONNX Runtime ${others.join(' and ')}, and this is ${ONNX_RUNTIME_VERSION}`,
  remedy: 'Remove it with negative-space setup cuda --remove, and set it up anew.',
});

const notSetUp = (hasDriver: boolean): CudaAbsence => ({
  reason: 'it is not set up',
  remedy: hasDriver
    ? 'An NVIDIA driver is here: set CUDA up with negative-space setup cuda.'
    : 'It needs an NVIDIA graphics card, and no driver of one is loaded here.',
});
