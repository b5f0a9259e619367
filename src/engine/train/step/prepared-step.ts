// What both kinds of stepper are given, and how their state begins.
import type { Program } from '../../graph/program';
import type { Executable, Runtime, State, StateValue } from '../../runtime/runtime';
import { firstState } from '../first-state';
import { MemoryBank } from '../earlier-rows/memory-bank';
import { Queue } from '../earlier-rows/queue';
import type { RowStore } from '../earlier-rows/row-store';
import type { Encoded, StepPlan } from './step-plan';
import { lossDraws } from './step-draws';
import type { StepSources } from './step-feeds';
import type { StepResult } from './stepper';
import type { ViewSource } from '../views/view-source';

type States = Readonly<Record<string, StateValue>>;

export interface Prepared extends StepPlan {
  readonly views: ViewSource;
  readonly runtime: Runtime;
  /** How many training samples there are. */
  readonly samples: number;
  readonly restored?: States | undefined;
}

export interface StartedState {
  readonly state: State;
  readonly shapes: Readonly<Record<string, readonly number[]>>;
  readonly host: States;
  /** For `stepFeeds`. */
  readonly sources: StepSources;
  readonly draws: ReturnType<typeof lossDraws>;
}

interface Planned {
  readonly encoded: Encoded;
  readonly initialSlots: States;
  /** The program that computes the loss. */
  readonly loss: Program;
}

/**
 * Checks the restored state and gives the function that puts the state on the device: for when
 * all programs compile.
 */
export function startState(
  setup: Prepared,
  { encoded, initialSlots, loss }: Planned,
): () => StartedState {
  const { device, host } = firstState(setup, encoded, initialSlots);
  const shapes = Object.entries({ ...device, ...host }).map(([name, { shape }]) => [name, shape]);
  return () => ({
    state: setup.runtime.createState(device),
    shapes: Object.fromEntries(shapes) as StartedState['shapes'],
    host,
    sources: { ...setup, store: storeOf(setup, host) },
    draws: lossDraws(loss, setup.config),
  });
}

function storeOf({ config, relations }: Prepared, host: States): RowStore | undefined {
  const { negatives, train } = config;
  switch (negatives.from) {
    case 'batch':
      return undefined;
    case 'queue':
      return new Queue(host, relations);
    case 'memory-bank':
      return new MemoryBank(host, relations, { ...negatives, seed: train.seed });
  }
}

/** Scalars among a program's outputs. */
export function figuresOf(outputs: Awaited<ReturnType<Executable['run']>>): StepResult {
  const scalars = Object.entries(outputs).map(([name, [value]]) => [name, Number(value)]);
  return Object.fromEntries(scalars) as StepResult;
}
