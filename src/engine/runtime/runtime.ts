// What every runtime offers: it compiles programs and keeps states on its device.
import type { Precision } from '../config/precision';
import type { RuntimeChoice } from '../config/runtime-choice';
import type { Program } from '../graph/program';
import type { HostArray, Shape } from '../graph/tensor';

export type RuntimeName = Exclude<RuntimeChoice, 'auto'>;

export interface StateValue {
  readonly shape: Shape;
  readonly data: HostArray;
}

/** Named values that live on the device from run to run: weights, moments, running statistics. */
export interface State {
  readonly names: readonly string[];
  /** A copy on the host. */
  read(name: string): Promise<HostArray>;
  /** Replaces a value; its size stays. */
  write(name: string, data: HostArray): void;
  dispose(): void;
}

/** Values of inputs by name. */
export type Feeds = Readonly<Record<string, HostArray>>;

/** Values of outputs by name. */
export type Outputs = Readonly<Record<string, HostArray>>;

export interface Executable {
  /**
   * One run. `feeds` gives every input of the program that `state` does not hold, row-major and of
   * the input's size. The program's updates replace the state's values. Returns the outputs.
   */
  run(feeds: Feeds, state?: State): Promise<Outputs>;
  /**
   * The same as `run`, but waits for nothing that the device computes: gives the function that brings
   * the outputs, for once, before `dispose`. A device works in turn: it brings them when it has done
   * all that was enqueued until they were asked for. Absent where a run is done when it returns.
   */
  readonly enqueue?: (feeds: Feeds, state?: State) => Promise<() => Promise<Outputs>>;
  /**
   * A run for each of the feeds, in turn: the same values as by `run`, but what it costs to hand
   * over the state is paid once. All must feed the same inputs. Absent where it would gain nothing.
   */
  readonly runMany?: (rounds: readonly Feeds[], state: State) => Promise<readonly Outputs[]>;
  dispose(): Promise<void>;
}

export interface Runtime {
  readonly name: RuntimeName;
  /** The device in words, for run records and the doctor. */
  readonly device: string;
  /** The floats it computes in faster, or in less memory, than in wider ones; float32 always. */
  readonly precisions: readonly Precision[];
  createState(values: Readonly<Record<string, StateValue>>): State;
  compile(program: Program): Promise<Executable>;
}
