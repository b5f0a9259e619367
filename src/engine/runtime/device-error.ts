// A device that failed: recognised by what its library says, told in a sentence.
import { InputError } from '../input-error';
import type { RuntimeName } from './runtime';

export type DeviceFault = 'lost' | 'memory' | 'driver';

/** What was computed since the last checkpoint is gone; another runtime can go on from there. */
export class DeviceError extends InputError {
  constructor(
    readonly runtime: RuntimeName,
    readonly fault: DeviceFault,
    sentence: string,
    /** The library's own words. */
    override readonly cause: unknown,
  ) {
    super(sentence);
  }
}

/**
 * Words of Dawn (WebGPU) over Vulkan, Direct3D and Metal, of CUDA and its libraries, and of TensorFlow.
 * ONNX Runtime writes CUDA's numbers: `CUDA failure 719: unspecified launch failure`.
 */
const signs: readonly (readonly [DeviceFault, RegExp])[] = [
  ['lost', /device( "[^"]*")?\]? (is|was) lost|device lost|DEVICE_(LOST|REMOVED|HUNG|RESET)/i],
  ['lost', /0x887A000[567]|CUDA_ERROR_(LAUNCH|ILLEGAL|DEASSERT|ECC|UNKNOWN)|unspecified launch/i],
  ['lost', /CUDA failure (214|70[02]|71\d|999)\b|(CUBLAS|CUDNN)_STATUS_(EXECUTION|INTERNAL)_/i],
  ['memory', /OUT_OF_(DEVICE|HOST|POOL)?_?MEMORY|out of memory|E_OUTOFMEMORY|0x8007000E/i],
  ['memory', /(CUBLAS|CUDNN)_STATUS_ALLOC_FAILED/i],
  ['memory', /OOM when allocating|RESOURCE_?EXHAUSTED|failed to allocate memory|bad_alloc/i],
  // A buffer that was refused is met again where it is used, and a tensor may be larger than any.
  ['memory', /Buffer[^\n]*is invalid due to a previous error|max buffer size limit/i],
  ['memory', /allocation size too large|too many storage buffers in shader/i],
  ['driver', /no supported adapters|failed to get a WebGPU (adapter|device)|load Vulkan/i],
  ['driver', /no CUDA-capable device|CUDA driver version is insufficient/i],
  ['driver', /failed to load (shared )?library|cannot open shared object/i],
];

/** The `DeviceError` that an error of a library means, or the error itself. */
export function deviceError(runtime: RuntimeName, device: string, error: unknown): unknown {
  if (error instanceof InputError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const fault = signs.find(([, sign]) => sign.test(message))?.[0];
  return fault === undefined
    ? error
    : new DeviceError(runtime, fault, sentences[fault](device), error);
}

const sentences: Readonly<Record<DeviceFault, (device: string) => string>> = {
  lost: (device) =>
    `the device was lost while it computed (${device}): its driver was reset or updated, or it was taken away. Resume the run, or train with the runtime cpu.`,
  memory: (device) =>
    `the device has not enough memory (${device}): make train.batch_size smaller, set train.chunk_size to a part of it, or train with the runtime cpu.`,
  driver: (device) =>
    `the device has no driver that works (${device}): negative-space doctor --again says what helps. Or train with the runtime cpu.`,
};
