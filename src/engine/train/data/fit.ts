// Whether a config can train on its data, told before anything is made.
import type { RunConfig } from '../../config/run-config';
import { Network } from '../../encoder/network';
import { ShapeError } from '../../graph/shape';
import { InputError } from '../../input-error';
import { trainingViews } from '../views/dataset-views';
import { embeddingOf } from '../embedding/embedding';
import { encodePair } from '../step/encode-pair';
import { noStatistics } from './encoder-statistics';
import { stepsPerEpoch } from './epoch-order';
import { checkRelations } from '../relations/find-relations';
import type { TrainingData } from './training-data';

/**
 * Builds the network for one sample, which costs nothing.
 * @throws InputError where the samples are too few for a batch, cannot be paired as the config asks or
 * lack what it excludes by, or the encoder cannot take them.
 */
export function checkFit(config: RunConfig, data: TrainingData): void {
  stepsPerEpoch(data.train.length, config.train.batch_size);
  checkRelations(config, data.train);
  const statistics = noStatistics(data, config);
  const views = trainingViews(data, config, statistics);
  const shapes = [data.train, data.second].flatMap((one) => one?.sampleShape.join('×') ?? []);
  try {
    const setup = { config, statistics };
    embeddingOf(setup, views.plain(1), 'head');
    encodePair(new Network('training'), views.pair(1), setup);
  } catch (error) {
    if (!(error instanceof ShapeError)) throw error;
    throw new InputError(
      `the ${config.encoder.name} encoder cannot take samples of ${shapes.join(' and ')}: ${error.message}.`,
    );
  }
}
