// From the person's choice to a runtime that is there.
import { InputError } from '../input-error';
import { automaticChoice, processor } from './doctor';
import { OnnxRuntime } from './onnx-runtime';
import type { Runtime, RuntimeName } from './runtime';
import type { WebGpuAdapter } from './webgpu-adapter';
import { probeWebGpu, type WebGpuProbe } from './webgpu-probe';

export type RuntimeChoice = 'auto' | RuntimeName;

export interface SelectionOptions {
  /** CPU threads within one operation; all cores by default. */
  readonly threads?: number;
  readonly probe?: WebGpuProbe;
}

/**
 * `auto` takes a real graphics card that passes the self-test, else the CPU. Throws `InputError`
 * where `webgpu` was asked for and is not available; software WebGPU is given to who asks for it.
 */
export async function selectRuntime(
  choice: RuntimeChoice,
  { threads, probe = probeWebGpu }: SelectionOptions = {},
): Promise<Runtime> {
  if (threads !== undefined && !(Number.isInteger(threads) && threads >= 1))
    throw new InputError(`The number of threads is ${threads}: give a whole number from 1 on.`);
  if (choice === 'cpu') return cpuRuntime(threads);
  const adapter = await probe();
  if (choice === 'auto' && automaticChoice(adapter).chosen === 'cpu') return cpuRuntime(threads);
  return webGpuRuntime(adapter);
}

function cpuRuntime(threads: number | undefined): Runtime {
  const { model, cores } = processor();
  const count = threads ?? cores;
  return new OnnxRuntime({
    provider: 'cpu',
    device: `${model}, ${count} ${count === 1 ? 'thread' : 'threads'}`,
    threads: count,
  });
}

function webGpuRuntime(adapter: WebGpuAdapter): Runtime {
  if (adapter.kind === 'absent')
    throw new InputError(
      `WebGPU is not available: ${adapter.reason}. ${adapter.remedy} Or choose the runtime cpu.`,
    );
  const device = adapter.kind === 'software' ? `software WebGPU (${adapter.name})` : adapter.name;
  return new OnnxRuntime({ provider: 'webgpu', device });
}
