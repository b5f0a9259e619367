// The views that a config asks of a dataset.
import type { RunConfig } from '../config/run-config';
import type { Dataset } from '../dataset/dataset';
import type { InputStatistics } from '../encoder/standardise';
import { ImageViews } from './image-views';
import { VectorViews } from './vector-views';
import type { ViewSource } from './view-source';

export function datasetViews(
  dataset: Dataset,
  { positives, train }: Pick<RunConfig, 'positives' | 'train'>,
  statistics: InputStatistics,
): ViewSource {
  return dataset.kind === 'image'
    ? new ImageViews(dataset, positives, train.seed)
    : new VectorViews(dataset, positives, train.seed, statistics);
}
