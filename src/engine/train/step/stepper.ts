// Performs training steps: holds the compiled programs and the state that they change.
import type { RunConfig } from '../../config/run-config';
import type { Runtime, State, StateValue } from '../../runtime/runtime';
import { ChunkedStepper } from './chunked-stepper';
import type { EncoderStatistics } from '../data/encoder-statistics';
import { rowRelations, type SampleRelations } from '../relations/row-relations';
import type { ViewSource } from '../views/view-source';
import { WholeStepper } from './whole-stepper';

export interface StepPlace {
  /** From 1, over the whole training. */
  readonly step: number;
  /** From 0. */
  readonly epoch: number;
  readonly stepsPerEpoch: number;
  /** Mean loss of every epoch that is done. */
  readonly losses?: readonly number[];
}

export interface Step {
  /** The samples of the batch. */
  readonly rows: Uint32Array;
  readonly place: StepPlace;
}

/** The loss and the objective's diagnostics, by name. */
export type StepResult = Readonly<Record<string, number>> & { readonly loss: number };

export interface TakenStep {
  readonly step: Step;
  readonly result: StepResult;
}

export interface StepperSetup {
  readonly config: RunConfig;
  readonly statistics: EncoderStatistics;
  readonly views: ViewSource;
  readonly runtime: Runtime;
  /** Default: samples of which nothing is known. */
  readonly relations?: SampleRelations;
  /** State of a checkpoint; without it the weights are drawn from the seed. */
  readonly restored?: Readonly<Record<string, StateValue>> | undefined;
}

export interface Stepper {
  readonly state: State;
  /** The part of the state that is kept on the host: arrays that every step may change. */
  readonly host: Readonly<Record<string, StateValue>>;
  /** Shapes of all of the state, by name. */
  readonly shapes: Readonly<Record<string, readonly number[]>>;
  step(rows: Uint32Array, place: StepPlace): Promise<StepResult>;
  /** The same as `step` for each in turn; in one run where that is possible. */
  steps(steps: readonly Step[]): Promise<readonly StepResult[]>;
  /** How many steps are best begun at once, as it stands: 1 or more. */
  readonly stride: number;
  /**
   * The same as `steps`, but need not wait until the device has computed them: gives the results that
   * are known by now, in turn, which may be of steps that were begun before.
   */
  begin(steps: readonly Step[]): Promise<readonly TakenStep[]>;
  /** Waits for all that was begun, and gives the results that `begin` has not given. */
  settle(): Promise<readonly TakenStep[]>;
  dispose(): Promise<void>;
}

/** A stepper for `train.chunk_size`, or for whole batches without one. */
export function createStepper(setup: StepperSetup): Promise<Stepper> {
  const { config, views, relations: known = { count: 0, kin: [] } } = setup;
  if (config.negatives.from === 'memory-bank' && known.count === 0)
    throw new Error('a memory bank must be told how many samples there are');
  const relations = rowRelations(config, views.partnered, known);
  const prepared = { ...setup, relations, samples: known.count };
  const { chunk_size: chunk, batch_size: batch } = config.train;
  return chunk !== undefined && chunk < batch
    ? ChunkedStepper.create(prepared, chunk)
    : WholeStepper.create(prepared);
}
