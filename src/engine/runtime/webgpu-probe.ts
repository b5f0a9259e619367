// Looks for a WebGPU adapter in a process of its own.
import * as ort from './library';
import { probe } from './probe';
import { adapterOf, type WebGpuAdapter } from './webgpu-adapter';

/** Gives what WebGPU offers on this machine; timed, with the time of a training step. */
export type WebGpuProbe = (timed?: boolean) => Promise<WebGpuAdapter>;

export const probeWebGpu: WebGpuProbe = async (timed = false) => {
  if (!ort.listSupportedBackends().some(({ name }) => name === 'webgpu'))
    return {
      kind: 'absent',
      reason: `ONNX Runtime has no WebGPU for ${process.platform} on ${process.arch}`,
      remedy: 'Use a machine with Linux x64, Windows or macOS on Apple silicon.',
    };
  return adapterOf(await probe({ name: 'webgpu', timed }));
};
