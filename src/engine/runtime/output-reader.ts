// Brings a program's outputs from device buffers to the host.
import * as ort from './library';
import { reshape } from '../graph/layout';
import { writeOnnx } from '../graph/onnx/model';
import type { Program } from '../graph/program';
import { sizeOf } from '../graph/shape';
import { concat } from '../graph/slicing';
import { input } from '../graph/sources';
import { hostType, type HostArray, type Tensor } from '../graph/tensor';
import type { OutputTensors } from './onnx-program';
import type { Outputs } from './runtime';

/** An output that is brought by itself costs a wait of its own: up to so many values go together. */
const FEW = 1024;
/** What holds the values of those that go together, in their order. */
const FIGURES = 'figures';

/** By a model that hands the outputs through (see `DeviceReader`), opened when it is first needed. */
export class OutputReader {
  private readonly figures: readonly string[];
  private session: Promise<ort.InferenceSession> | undefined;

  constructor(private readonly outputs: Program['outputs']) {
    const names = Object.keys(outputs).filter((name) => isFigure(outputs[name]));
    this.figures = names.length > 1 ? names : [];
  }

  async read(tensors: OutputTensors): Promise<Outputs> {
    const names = Object.keys(this.outputs);
    if (names.length === 0) return {};
    this.session ??= this.open();
    const results = await (await this.session).run({ ...tensors });
    const figures = this.figures.length > 0 ? this.apart(results[FIGURES]) : {};
    return Object.fromEntries(
      names.map((name) => [name, figures[name] ?? (results[onHost(name)].data as HostArray)]),
    );
  }

  async dispose(): Promise<void> {
    // One that never opened was told of where it was needed.
    const session = await this.session?.catch(() => undefined);
    await session?.release();
  }

  private open(): Promise<ort.InferenceSession> {
    return ort.InferenceSession.create(writeOnnx({ outputs: this.brought() }), {
      executionProviders: ['webgpu'],
      logSeverityLevel: 3,
      preferredOutputLocation: 'cpu',
    });
  }

  /** What the model gives, of inputs that are called as the program's outputs are. */
  private brought(): Record<string, Tensor> {
    const given = Object.entries(this.outputs).map(([name, { shape, dtype }]) => {
      return [name, input(name, shape, hostType(dtype))] as const;
    });
    const single = given.filter(([name]) => !this.figures.includes(name));
    const together = given.filter(([name]) => this.figures.includes(name));
    const flat = together.map(([, node]) => reshape(node, [sizeOf(node.shape)]));
    return {
      ...Object.fromEntries(single.map(([name, node]) => [onHost(name), node])),
      ...(flat.length > 0 && { [FIGURES]: concat(flat, 0) }),
    };
  }

  private apart({ data }: ort.Tensor): Partial<Record<string, HostArray>> {
    const all = data as Float32Array;
    let start = 0;
    return Object.fromEntries(
      this.figures.map((name) => {
        const size = sizeOf(this.outputs[name].shape);
        return [name, all.slice(start, (start += size))];
      }),
    );
  }
}

const onHost = (name: string): string => `host:${name}`;

const isFigure = ({ dtype, shape }: Tensor): boolean => dtype === 'float32' && sizeOf(shape) <= FEW;
