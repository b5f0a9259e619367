// The views of a dataset, and the pairs of views that a config asks for.
import type { RunConfig } from '../../config/run-config';
import type { Dataset } from '../../dataset/dataset';
import type { InputStatistics } from '../../encoder/standardise';
import { ChannelViews } from './channel-views';
import { configPartners } from '../relations/config-partners';
import type { EncoderStatistics } from '../data/encoder-statistics';
import { ImageViews } from './image-views';
import { PairedViews } from './paired-views';
import type { TrainingData } from '../data/training-data';
import { VectorViews } from './vector-views';
import type { ViewMaker } from './view-maker';
import type { ViewSource } from './view-source';

type Settings = Pick<RunConfig, 'positives' | 'train'>;

/** Both views of a pair are of the same sample. */
export function datasetViews(
  dataset: Dataset,
  settings: Settings,
  statistics: InputStatistics,
): ViewSource {
  return new PairedViews(viewMaker(dataset, settings, statistics));
}

/**
 * Pairs as `positives.from` says.
 * @throws InputError where the data cannot be paired so.
 */
export function trainingViews(
  data: TrainingData,
  config: Settings & Pick<RunConfig, 'objective'>,
  statistics: EncoderStatistics,
): ViewSource {
  const first = viewMaker(data.train, config, statistics);
  if (config.positives.from === 'channels') return new ChannelViews(data.train, first);
  const second =
    data.second && viewMaker(data.second, config, statistics.second ?? noSecondStatistics());
  return new PairedViews(first, { partners: configPartners(data, config), second });
}

function viewMaker(
  dataset: Dataset,
  { positives, train }: Settings,
  statistics: InputStatistics,
): ViewMaker {
  return dataset.kind === 'image'
    ? new ImageViews(dataset, positives, train.seed)
    : new VectorViews(dataset, positives, train.seed, statistics);
}

function noSecondStatistics(): never {
  throw new Error('the second input has no statistics');
}
