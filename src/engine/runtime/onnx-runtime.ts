// ONNX Runtime as a runtime: the CPU provider with a number of threads, the WebGPU provider with its
// state in device buffers, or another provider, whose state travels through the host at every run.
import * as ort from './library';
import { updateName, writeOnnx } from '../graph/onnx/model';
import type { Program } from '../graph/program';
import { OnnxExecutable } from './onnx-executable';
import { OnnxState } from './onnx-state';
import type { Executable, Runtime, RuntimeName, State, StateValue } from './runtime';

/** ONNX Runtime's own names of its execution providers. */
export const onnxProviders = {
  cpu: 'cpu',
  webgpu: 'webgpu',
  cuda: 'cuda',
  directml: 'dml',
  coreml: 'coreml',
} as const;

export interface OnnxRuntimeOptions {
  readonly provider: keyof typeof onnxProviders;
  readonly device: string;
  /** CPU threads within one operation; all cores by default. */
  readonly threads?: number;
}

export class OnnxRuntime implements Runtime {
  readonly name: RuntimeName;
  readonly device: string;

  constructor(private readonly options: OnnxRuntimeOptions) {
    this.name = options.provider;
    this.device = options.device;
  }

  createState(values: Readonly<Record<string, StateValue>>): State {
    return new OnnxState(values);
  }

  async compile(program: Program): Promise<Executable> {
    const open = (model: Uint8Array): Promise<ort.InferenceSession> => this.open(model);
    if (this.name !== 'webgpu')
      return new OnnxExecutable({ program, session: await open(writeOnnx(program)), open });
    const locations = { preferredOutputLocation: outputLocations(program) };
    return new OnnxExecutable({ program, session: await this.open(writeOnnx(program), locations) });
  }

  private open(
    model: Uint8Array,
    more: ort.InferenceSession.SessionOptions = {},
  ): Promise<ort.InferenceSession> {
    return ort.InferenceSession.create(model, {
      executionProviders: [onnxProviders[this.options.provider]],
      graphOptimizationLevel: 'all',
      // Errors reach the caller as exceptions; the library's own warnings are not for users.
      logSeverityLevel: 3,
      ...(this.options.threads !== undefined && { intraOpNumThreads: this.options.threads }),
      ...more,
    });
  }
}

/** States stay in device buffers, outputs come back to the host. */
function outputLocations({ outputs, updates = {} }: Program): Record<string, 'cpu' | 'gpu-buffer'> {
  return Object.fromEntries([
    ...Object.keys(outputs).map((name) => [name, 'cpu']),
    ...Object.keys(updates).map((name) => [updateName(name), 'gpu-buffer']),
  ]) as Record<string, 'cpu' | 'gpu-buffer'>;
}
