// What a step is fed beside the views themselves.
import type { RunConfig } from '../../config/run-config';
import { scheduledInputs } from '../../negatives/schedule';
import { rateInputs } from '../optimisers/optimiser';
import { relationFeeds, type RowRelations } from '../relations/row-relations';
import type { RowStore } from '../earlier-rows/row-store';
import { learningRate } from './schedule';
import { BATCH } from './step-plan';
import type { StepPlace } from './stepper';
import type { Feeds } from '../../runtime/runtime';
import type { ViewSource } from '../views/view-source';

export interface StepSources {
  readonly config: RunConfig;
  readonly views: Pick<ViewSource, 'partners'>;
  readonly relations: RowRelations;
  readonly store: RowStore | undefined;
}

/** Rates, scheduled values, relations of the rows and stored rows: the programs' inputs. */
export function stepFeeds(sources: StepSources, rows: Uint32Array, place: StepPlace): Feeds {
  const { config, views, relations, store } = sources;
  const { train, optimizer, negatives } = config;
  const lr = learningRate(place.step, place.stepsPerEpoch, train.epochs, optimizer);
  const shown = new Uint32Array(2 * rows.length);
  shown.set(rows);
  shown.set(views.partners(rows, place.epoch), rows.length);
  return {
    ...rateInputs(lr, place.step, optimizer),
    ...scheduledInputs(negatives, { ...place, epochs: train.epochs }),
    ...relationFeeds(BATCH, relations, shown),
    ...store?.feeds(place.step),
  };
}
