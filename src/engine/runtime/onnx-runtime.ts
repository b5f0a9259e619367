// ONNX Runtime as a runtime: the CPU provider with a number of threads, the WebGPU provider with its
// state in device buffers, or another provider, whose state travels through the host at every run.
import type { Precision } from '../config/precision';
import * as ort from './library';
import { writeOnnx } from '../graph/onnx/model';
import type { Program } from '../graph/program';
import { OnnxExecutable } from './onnx-executable';
import { OnnxState } from './onnx-state';
import type { Executable, Runtime, RuntimeName, State, StateValue } from './runtime';
import { WebGpuExecutable } from './webgpu-executable';
import { webGpuSession, type Note } from './webgpu-session';

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
  /** float32 alone by default. */
  readonly precisions?: readonly Precision[] | undefined;
  /** Told of operations that do not run on the device, once of each. */
  readonly note?: Note | undefined;
}

export class OnnxRuntime implements Runtime {
  readonly name: RuntimeName;
  readonly device: string;
  readonly precisions: readonly Precision[];
  private readonly noted = new Set<string>();

  constructor(private readonly options: OnnxRuntimeOptions) {
    this.name = options.provider;
    this.device = options.device;
    this.precisions = options.precisions ?? ['float32'];
    if (options.threads !== undefined) ort.useThreads(options.threads);
  }

  createState(values: Readonly<Record<string, StateValue>>): State {
    return new OnnxState(values);
  }

  async compile(program: Program): Promise<Executable> {
    const open = (model: Uint8Array): Promise<ort.InferenceSession> =>
      ort.InferenceSession.create(model, this.sessionOptions);
    // The CPU has no kernels for floats of 16 bits.
    const model = writeOnnx(program, { nativeNarrow: this.name !== 'cpu' });
    if (this.name !== 'webgpu') return new OnnxExecutable(program, await open(model), open);
    const options = { ...this.sessionOptions, preferredOutputLocation: 'gpu-buffer' } as const;
    const session = await webGpuSession(model, options, this.options.note && this.say);
    return new WebGpuExecutable(program, session);
  }

  private readonly say: Note = (sentence) => {
    if (this.noted.has(sentence)) return;
    this.noted.add(sentence);
    this.options.note?.(sentence);
  };

  private get sessionOptions(): ort.SessionOptions {
    return {
      executionProviders: [onnxProviders[this.options.provider]],
      graphOptimizationLevel: 'all',
      // Errors reach the caller as exceptions; the library's own warnings are not for users.
      logSeverityLevel: 3,
      ...(this.options.threads !== undefined && { intraOpNumThreads: this.options.threads }),
    };
  }
}
