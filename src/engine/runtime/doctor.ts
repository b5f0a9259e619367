// What this machine offers for computing, what would be taken, and why not the rest.
import { availableParallelism, cpus } from 'node:os';
import * as ort from './library';
import type { RuntimeName } from './runtime';
import type { WebGpuAdapter } from './webgpu-adapter';
import { probeWebGpu, type WebGpuProbe } from './webgpu-probe';

export interface BackendReport {
  /** ONNX Runtime's name of the provider. */
  readonly name: string;
  readonly available: boolean;
  /** What it is, or why it is not there: a sentence's worth. */
  readonly detail: string;
  /** What would help, where something would. */
  readonly remedy?: string;
}

export interface DoctorReport {
  /** Version of ONNX Runtime. */
  readonly onnxRuntime: string;
  readonly processor: Processor;
  readonly backends: readonly BackendReport[];
  readonly chosen: RuntimeName;
  /** Why `auto` takes this one. */
  readonly reason: string;
}

export interface Processor {
  readonly model: string;
  /** Threads that the operating system gives this process. */
  readonly cores: number;
}

export async function doctor(probe: WebGpuProbe = probeWebGpu): Promise<DoctorReport> {
  const adapter = await probe();
  const own = processor();
  return {
    onnxRuntime: ort.env.versions.node ?? ort.env.versions.common,
    processor: own,
    backends: [
      { name: 'cpu', available: true, detail: `${own.model}, ${own.cores} cores` },
      webGpuReport(adapter),
      ...ort
        .listSupportedBackends()
        .filter(({ name }) => name !== 'cpu' && name !== 'webgpu')
        .map(({ name }) => unusedReport(name)),
    ],
    ...automaticChoice(adapter),
  };
}

/** Real graphics cards are taken; software that plays one is slower than the CPU itself. */
export function automaticChoice(adapter: WebGpuAdapter): {
  readonly chosen: RuntimeName;
  readonly reason: string;
} {
  if (adapter.kind === 'real')
    return { chosen: 'webgpu', reason: `${adapter.name} passed the self-test.` };
  if (adapter.kind === 'absent')
    return { chosen: 'cpu', reason: `WebGPU is not available: ${adapter.reason}.` };
  return {
    chosen: 'cpu',
    reason: `WebGPU runs in software here (${adapter.name}), slower than the CPU itself.`,
  };
}

export function processor(): Processor {
  return { model: cpus()[0]?.model.trim() ?? process.arch, cores: availableParallelism() };
}

function webGpuReport(adapter: WebGpuAdapter): BackendReport {
  const name = 'webgpu';
  if (adapter.kind === 'absent')
    return { name, available: false, detail: adapter.reason, remedy: adapter.remedy };
  if (adapter.kind === 'real') return { name, available: true, detail: adapter.name };
  return {
    name,
    available: true,
    detail: `software, no graphics card (${adapter.name})`,
    remedy: 'Install the driver of the graphics card, if there is one.',
  };
}

function unusedReport(name: string): BackendReport {
  return {
    name,
    available: false,
    detail: 'ONNX Runtime knows it; Negative Space does not use it',
    remedy: 'The same graphics card runs through webgpu.',
  };
}
