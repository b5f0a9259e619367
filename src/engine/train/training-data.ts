// The datasets that a config names.
import { dirname, join } from 'node:path';
import { resolveDataPath } from '../config/data-path';
import type { LoadedConfig } from '../config/load-config';
import type { DataSource } from '../dataset/data-source';
import type { Dataset } from '../dataset/dataset';
import { openDataset } from '../dataset/open-dataset';
import { InputError } from '../input-error';
import { anyLike, shapeLike, testColumns } from './like-source';

export interface TrainingData {
  readonly train: Dataset;
  /** Labelled samples for evaluation, where the config names some. */
  readonly test?: Dataset;
}

export interface OpeningOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
  readonly threads?: number;
}

/** Decoded samples are cached beside the runs of the config's folder. */
export async function openTrainingData(
  loaded: LoadedConfig,
  options: OpeningOptions = {},
): Promise<TrainingData> {
  const train = await openPart(loaded, 'train', options);
  if (!namesTest(loaded)) return { train };
  const test = await openPart(loaded, 'test', options, train);
  if (!sameSamples(train, test))
    throw new InputError(
      `data.test holds samples of ${test.sampleShape.join('×')}, data.train of ${train.sampleShape.join('×')}: they must be alike.`,
      { file: loaded.file },
    );
  return { train, test };
}

/** Samples of another file, read as the config reads its training samples. */
export async function openLike(
  loaded: LoadedConfig,
  path: string,
  like: Dataset | undefined,
  options: OpeningOptions = {},
): Promise<Dataset> {
  const source = await anyLike(loaded.config.data, path, like);
  return openDataset(source, { cacheDirectory: cacheDirectory(loaded), ...options });
}

function cacheDirectory({ file }: LoadedConfig): string {
  return join(dirname(file), '.negative-space', 'cache');
}

function namesTest({ config: { data } }: LoadedConfig): boolean {
  return data.test !== undefined || data.columns?.split !== undefined;
}

function openPart(
  loaded: LoadedConfig,
  part: 'train' | 'test',
  options: OpeningOptions,
  like?: Dataset,
): Promise<Dataset> {
  const { data } = loaded.config;
  const path = part === 'train' ? data.train : (data.test ?? data.train);
  const labels = part === 'train' ? data.labels : data.test_labels;
  const file = resolveDataPath(loaded.file, path);
  const columns = testColumns(data, file, like);
  const source: DataSource = {
    path: file,
    format: data.format,
    ...(labels !== undefined && { labels: resolveDataPath(loaded.file, labels) }),
    ...(columns && { columns }),
    ...(data.columns?.split !== undefined && { split: data.split[part] }),
    ...shapeLike(data, like),
  };
  return openDataset(source, { cacheDirectory: cacheDirectory(loaded), ...options });
}

function sameSamples(a: Dataset, b: Dataset): boolean {
  return a.kind === b.kind && a.sampleShape.join() === b.sampleShape.join();
}
