// What a step is fed beside the views themselves.
import type { RunConfig } from '../config/run-config';
import { programInputs, type Program } from '../graph/program';
import { scheduledInputs } from '../negatives/schedule';
import { objectiveDraws } from '../objective/draws';
import { Random } from '../random/random';
import type { MemoryBank } from './memory-bank';
import { rateInputs } from './optimisers/optimiser';
import { relationFeeds, type RowRelations } from './row-relations';
import { learningRate } from './schedule';
import { BATCH } from './step-plan';
import type { StepPlace } from './stepper';
import type { Feeds, ViewSource } from './view-source';

export interface StepSources {
  readonly config: RunConfig;
  readonly views: Pick<ViewSource, 'partners'>;
  readonly relations: RowRelations;
  readonly bank: MemoryBank | undefined;
  /** Has the inputs for what the objective draws, and nothing else. */
  readonly drawing: Program;
}

/** The inputs of a program for what its objective draws, as a program of their own: finding them takes time. */
export function drawingInputs(program: Program): Program {
  const names = Object.keys(objectiveDraws(program, Random.stream(0)));
  const inputs = [...programInputs(program)].filter(([name]) => names.includes(name));
  return { outputs: Object.fromEntries(inputs) };
}

/** Rates, scheduled values, relations of the rows, drawn rows of the bank, and further draws. */
export function stepFeeds(sources: StepSources, rows: Uint32Array, place: StepPlace): Feeds {
  const { config, views, relations, bank, drawing } = sources;
  const { train, optimizer, negatives } = config;
  const lr = learningRate(place.step, place.stepsPerEpoch, train.epochs, optimizer);
  const shown = new Uint32Array(2 * rows.length);
  shown.set(rows);
  shown.set(views.partners(rows, place.epoch), rows.length);
  return {
    ...rateInputs(lr, place.step, optimizer),
    ...scheduledInputs(negatives, { epoch: place.epoch, epochs: train.epochs }),
    ...relationFeeds(BATCH, relations, shown),
    ...bank?.draw(place.step, relations),
    ...objectiveDraws(drawing, Random.stream(train.seed, 'objective', place.step)),
  };
}
