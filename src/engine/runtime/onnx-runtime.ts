// ONNX Runtime as a runtime: the CPU provider with a number of threads, the WebGPU provider with its
// state in device buffers, or another provider, whose state travels through the host at every run.
import * as ort from './library';
import { updateName, writeOnnx } from '../graph/onnx/model';
import { programInputs, type Program } from '../graph/program';
import { formatShape, sameShape, sizeOf } from '../graph/shape';
import type { DataType, HostArray, Tensor } from '../graph/tensor';
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
    const session = await ort.InferenceSession.create(writeOnnx(program), {
      executionProviders: [onnxProviders[this.options.provider]],
      graphOptimizationLevel: 'all',
      // Errors reach the caller as exceptions; the library's own warnings are not for users.
      logSeverityLevel: 3,
      ...(this.options.threads !== undefined && { intraOpNumThreads: this.options.threads }),
      ...(this.name === 'webgpu' && { preferredOutputLocation: outputLocations(program) }),
    });
    return new OnnxExecutable(session, program);
  }
}

/** States stay in device buffers, outputs come back to the host. */
function outputLocations({ outputs, updates = {} }: Program): Record<string, 'cpu' | 'gpu-buffer'> {
  return Object.fromEntries([
    ...Object.keys(outputs).map((name) => [name, 'cpu']),
    ...Object.keys(updates).map((name) => [updateName(name), 'gpu-buffer']),
  ]) as Record<string, 'cpu' | 'gpu-buffer'>;
}

class OnnxExecutable implements Executable {
  private readonly inputs: ReadonlyMap<string, Tensor<'input'>>;

  constructor(
    private readonly session: ort.InferenceSession,
    private readonly program: Program,
  ) {
    this.inputs = programInputs(program);
  }

  async run(
    feeds: Readonly<Partial<Record<string, HostArray>>>,
    state?: State,
  ): Promise<Record<string, HostArray>> {
    const held = state as OnnxState | undefined;
    const operands: Record<string, ort.Tensor> = {};
    for (const [name, node] of this.inputs) {
      const fed = feeds[name];
      operands[name] = fed ? hostTensor(node, fed) : heldTensor(node, held);
    }
    for (const name of Object.keys(this.program.updates ?? {})) {
      if (!held?.get(name)) throw new Error(`there is no state ${name} to update`);
    }
    const results = await this.session.run(operands);
    for (const name of Object.keys(this.program.updates ?? {})) {
      held?.replace(name, results[updateName(name)]);
    }
    return Object.fromEntries(
      Object.keys(this.program.outputs).map((name) => [name, results[name].data as HostArray]),
    );
  }

  async dispose(): Promise<void> {
    await this.session.release();
  }
}

function hostTensor(node: Tensor<'input'>, data: HostArray): ort.Tensor {
  if (data.length !== sizeOf(node.shape))
    throw new Error(
      `input ${node.attributes.name} takes ${sizeOf(node.shape)} values, not ${data.length}`,
    );
  if (!(data instanceof arrays[node.dtype]))
    throw new Error(
      `input ${node.attributes.name} takes ${node.dtype} values, not a ${data.constructor.name}`,
    );
  return new ort.Tensor(node.dtype, data as Float32Array, [...node.shape]);
}

const arrays: Record<DataType, new (length: number) => HostArray> = {
  float32: Float32Array,
  int64: BigInt64Array,
  uint8: Uint8Array,
  bool: Uint8Array,
};

function heldTensor(node: Tensor<'input'>, state: OnnxState | undefined): ort.Tensor {
  const { name } = node.attributes;
  const value = state?.get(name);
  if (!value) throw new Error(`nothing was given for input ${name}`);
  if (!sameShape(value.dims, node.shape))
    throw new Error(`state ${name} is ${formatShape(value.dims)}, not ${formatShape(node.shape)}`);
  if (value.type !== node.dtype)
    throw new Error(`state ${name} is ${value.type}, not ${node.dtype}`);
  return value;
}
