// Performs training steps: holds the compiled programs and the state that they change.
import type { InputStatistics } from '../encoder/standardise';
import { initialValues } from '../encoder/network';
import type { RunConfig } from '../config/run-config';
import { scheduledInputs } from '../negatives/schedule';
import { Random } from '../random/random';
import { compileAll } from '../runtime/compile-all';
import type { Executable, Runtime, State, StateValue } from '../runtime/runtime';
import { checkComplete } from './checkpoint-state';
import { rateInputs } from './optimisers/optimiser';
import { learningRate } from './schedule';
import { chunkedStep, wholeStep, type ChunkedStep } from './step-programs';
import type { Feeds, ViewSource } from './view-source';

export interface StepPlace {
  /** From 1, over the whole training. */
  readonly step: number;
  /** From 0. */
  readonly epoch: number;
  readonly stepsPerEpoch: number;
}

/** The loss and the objective's diagnostics, by name. */
export type StepResult = Readonly<Record<string, number>> & { readonly loss: number };

interface Setup {
  readonly config: RunConfig;
  readonly statistics: InputStatistics;
  readonly views: ViewSource;
  readonly runtime: Runtime;
  /** State of a checkpoint; without it the weights are drawn from the seed. */
  readonly restored?: Readonly<Record<string, StateValue>>;
}

export interface Stepper {
  readonly state: State;
  /** Shapes of the state, by name. */
  readonly shapes: Readonly<Record<string, readonly number[]>>;
  step(rows: Uint32Array, place: StepPlace): Promise<StepResult>;
  dispose(): Promise<void>;
}

/** A stepper for `train.chunk_size`, or for whole batches without one. */
export function createStepper(setup: Setup): Promise<Stepper> {
  const { chunk_size: chunk, batch_size: batch } = setup.config.train;
  return chunk !== undefined && chunk < batch
    ? ChunkedStepper.create(setup, chunk)
    : WholeStepper.create(setup);
}

/** Learning rate and β of a step, as the programs' inputs. */
function scalars({ train, optimizer, negatives }: RunConfig, place: StepPlace): Feeds {
  const lr = learningRate(place.step, place.stepsPerEpoch, train.epochs, optimizer);
  return {
    ...rateInputs(lr, place.step, optimizer),
    ...scheduledInputs(negatives, { epoch: place.epoch, epochs: train.epochs }),
  };
}

function firstState(
  { config, restored }: Setup,
  { network, initialSlots }: Pick<ChunkedStep, 'network' | 'initialSlots'>,
): Record<string, StateValue> {
  const drawn = initialValues(network, (name) => Random.stream(config.train.seed, 'weights', name));
  const fresh = { ...drawn, ...initialSlots };
  if (restored) checkComplete(restored, fresh);
  return { ...fresh, ...restored };
}

class WholeStepper implements Stepper {
  private constructor(
    private readonly setup: Setup,
    private readonly executable: Executable,
    readonly state: State,
    readonly shapes: Stepper['shapes'],
  ) {}

  static async create(setup: Setup): Promise<WholeStepper> {
    const whole = wholeStep(setup);
    const values = firstState(setup, whole);
    const executable = await setup.runtime.compile(whole.program);
    return new WholeStepper(setup, executable, setup.runtime.createState(values), shapesOf(values));
  }

  async step(rows: Uint32Array, place: StepPlace): Promise<StepResult> {
    const { config, views } = this.setup;
    const feeds = { ...(await views.feedPair(rows, place.epoch)), ...scalars(config, place) };
    return numbers(await this.executable.run(feeds, this.state));
  }

  async dispose(): Promise<void> {
    this.state.dispose();
    await this.executable.dispose();
  }
}

type Executables = Readonly<Record<'encodeChunk' | 'loss' | 'accumulate' | 'update', Executable>>;

class ChunkedStepper implements Stepper {
  private constructor(
    private readonly setup: Setup,
    private readonly chunk: number,
    private readonly dimensions: number,
    private readonly executables: Executables,
    readonly state: State,
    readonly shapes: Stepper['shapes'],
  ) {}

  static async create(setup: Setup, chunk: number): Promise<ChunkedStepper> {
    const plan = chunkedStep(setup, chunk);
    const values = firstState(setup, plan);
    const { runtime } = setup;
    const { encodeChunk, loss, accumulate, update } = plan;
    const executables = await compileAll(runtime, { encodeChunk, loss, accumulate, update });
    const state = runtime.createState(values);
    return new ChunkedStepper(setup, chunk, plan.dimensions, executables, state, shapesOf(values));
  }

  async step(rows: Uint32Array, place: StepPlace): Promise<StepResult> {
    const rates = scalars(this.setup.config, place);
    const z = await this.encode(rows, place.epoch);
    const { gradient, figures } = await this.loss(z, rates);
    for (let start = 0; start < rows.length; start += this.chunk) {
      const feeds = await this.feed(rows, start, place.epoch);
      const seed = this.part(gradient, start, rows.length);
      await this.executables.accumulate.run({ ...feeds, 'z.gradient': seed }, this.state);
    }
    await this.executables.update.run(rates, this.state);
    return figures;
  }

  /** The loss of the whole batch and its gradient by z, anchors by anchors. */
  private async loss(
    z: Float32Array,
    rates: Feeds,
  ): Promise<{ gradient: Float32Array; figures: StepResult }> {
    const [rows, block] = [z.length / this.dimensions, 2 * this.chunk];
    const share = block / rows;
    const gradient = new Float32Array(z.length);
    const sums: Record<string, number> = {};
    for (let start = 0; start < rows; start += block) {
      const anchors = BigInt64Array.from({ length: block }, (_, i) => BigInt(start + i));
      const { gradient: part, ...figures } = await this.executables.loss.run({
        z,
        anchors,
        ...rates,
      });
      for (let i = 0; i < gradient.length; i++) gradient[i] += share * Number(part[i]);
      for (const [name, value] of Object.entries(numbers(figures)))
        sums[name] = (sums[name] ?? 0) + share * value;
    }
    return { gradient, figures: sums as StepResult };
  }

  async dispose(): Promise<void> {
    this.state.dispose();
    for (const executable of Object.values(this.executables)) await executable.dispose();
  }

  /** z of the whole batch: all first views, then all second ones. */
  private async encode(rows: Uint32Array, epoch: number): Promise<Float32Array> {
    const z = new Float32Array(2 * rows.length * this.dimensions);
    const half = this.chunk * this.dimensions;
    for (let start = 0; start < rows.length; start += this.chunk) {
      const feeds = await this.feed(rows, start, epoch);
      const part = (await this.executables.encodeChunk.run(feeds, this.state)).z as Float32Array;
      z.set(part.subarray(0, half), start * this.dimensions);
      z.set(part.subarray(half), (rows.length + start) * this.dimensions);
    }
    return z;
  }

  /** The rows of a chunk's first and second views out of a [2 · batch, d] array. */
  private part(all: Float32Array, start: number, batch: number): Float32Array {
    const [from, half] = [start * this.dimensions, this.chunk * this.dimensions];
    const second = from + batch * this.dimensions;
    const part = new Float32Array(2 * half);
    part.set(all.subarray(from, from + half));
    part.set(all.subarray(second, second + half), half);
    return part;
  }

  private feed(rows: Uint32Array, start: number, epoch: number): Promise<Feeds> {
    return this.setup.views.feedPair(rows.subarray(start, start + this.chunk), epoch);
  }
}

function shapesOf(values: Readonly<Record<string, StateValue>>): Stepper['shapes'] {
  return Object.fromEntries(Object.entries(values).map(([name, { shape }]) => [name, shape]));
}

function numbers(outputs: Awaited<ReturnType<Executable['run']>>): StepResult {
  const scalarsOf = Object.entries(outputs).map(([name, [value]]) => [name, Number(value)]);
  return Object.fromEntries(scalarsOf) as StepResult;
}
