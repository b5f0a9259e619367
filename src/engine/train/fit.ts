// Whether a config can train on a dataset, told before anything is made.
import type { RunConfig } from '../config/run-config';
import type { Dataset } from '../dataset/dataset';
import { ShapeError } from '../graph/shape';
import { InputError } from '../input-error';
import { datasetViews } from './dataset-views';
import { embeddingOf } from './embedder';
import { stepsPerEpoch } from './epoch-order';

/**
 * Builds the network for one sample, which costs nothing.
 * @throws InputError where the samples are too few for a batch, or the encoder cannot take them.
 */
export function checkFit(config: RunConfig, dataset: Dataset): void {
  stepsPerEpoch(dataset.length, config.train.batch_size);
  const channels = dataset.sampleShape.at(-1) ?? 1;
  const statistics = {
    mean: new Float32Array(channels),
    deviation: new Float32Array(channels).fill(1),
  };
  try {
    const views = datasetViews(dataset, config, statistics);
    embeddingOf({ config, statistics }, views.plain(1), 'head');
  } catch (error) {
    if (!(error instanceof ShapeError)) throw error;
    throw new InputError(
      `the ${config.encoder.name} encoder cannot take samples of ${dataset.sampleShape.join('×')}: ${error.message}.`,
    );
  }
}
