// Collects what a network consists of while its graph is built: trained parameters, kept
// statistics, how a training step changes the latter, and what its layers compute in.
import type { Precision } from '../config/precision';
import type { Random } from '../random/random';
import { cast } from '../graph/comparison';
import { constant, input } from '../graph/sources';
import type { Shape, Tensor } from '../graph/tensor';
import type { Initialise } from './initialise';

export interface Parameter {
  readonly name: string;
  readonly shape: Shape;
  readonly initialise: Initialise;
  /** Whether weight decay applies: not to biases and norms (Goyal et al. 2017, section 5.3). */
  readonly decays: boolean;
  readonly tensor: Tensor;
}

/** Training normalises by the batch and updates the kept statistics; inference uses those. */
export type Mode = 'training' | 'inference';

export interface NetworkOptions {
  /** By name: the network's tensors are constants of these values, not inputs. */
  readonly values?: ReadonlyMap<string, Float32Array>;
  /** What products, convolutions and what lies between them are computed in; float32 by default. */
  readonly precision?: Precision;
}

export class Network {
  private weights = new Map<string, Parameter>();
  private kept = new Map<string, Parameter>();
  private next = new Map<string, Tensor>();
  private prefix = '';

  constructor(
    readonly mode: Mode,
    private readonly options: NetworkOptions = {},
  ) {}

  /** A part of this network: its tensors are the network's, their names begin with `prefix`. */
  part(prefix: string): Network {
    const part = new Network(this.mode, this.options);
    [part.weights, part.kept, part.next] = [this.weights, this.kept, this.next];
    part.prefix = this.prefix + prefix;
    return part;
  }

  /** A trained tensor. Names are the state's and the checkpoint's. */
  parameter(name: string, shape: Shape, initialise: Initialise, decays = false): Tensor {
    return this.register(this.weights, { name, shape, initialise, decays });
  }

  /** A tensor that is kept with the weights but not trained: running and input statistics. */
  statistic(name: string, shape: Shape, initialise: Initialise): Tensor {
    return this.register(this.kept, { name, shape, initialise, decays: false });
  }

  /** What a training step makes of a statistic. */
  update(name: string, value: Tensor): void {
    this.next.set(this.prefix + name, value);
  }

  /** `x` in the type that layers compute in. */
  compute(x: Tensor): Tensor {
    return cast(x, this.options.precision ?? 'float32');
  }

  private register(into: Map<string, Parameter>, parameter: Omit<Parameter, 'tensor'>): Tensor {
    const { shape } = parameter;
    const name = this.prefix + parameter.name;
    if (into.has(name)) throw new Error(`the network has two tensors called ${name}`);
    const { values } = this.options;
    const value = values?.get(name);
    if (values && !value) throw new Error(`no value was given for ${name}`);
    const tensor = value ? constant(value, shape) : input(name, shape);
    into.set(name, { ...parameter, name, tensor });
    return tensor;
  }

  get parameters(): readonly Parameter[] {
    return [...this.weights.values()];
  }

  get statistics(): readonly Parameter[] {
    return [...this.kept.values()];
  }

  get updates(): Readonly<Record<string, Tensor>> {
    return Object.fromEntries(this.next);
  }
}

/** First values of every parameter and statistic; each has a stream of its own by name. */
export function initialValues(
  network: Network,
  stream: (name: string) => Random,
): Record<string, { shape: Shape; data: Float32Array }> {
  const all = [...network.parameters, ...network.statistics];
  return Object.fromEntries(
    all.map(({ name, shape, initialise }) => [
      name,
      { shape, data: initialise(shape, stream(name)) },
    ]),
  );
}
