// The datasets that a config names.
import { dirname, join } from 'node:path';
import { resolveDataPath } from '../../config/data-path';
import type { LoadedConfig } from '../../config/load-config';
import type { DataSource } from '../../dataset/data-source';
import type { Dataset } from '../../dataset/dataset';
import { openDataset } from '../../dataset/open-dataset';
import { InputError } from '../../input-error';
import { matchRows } from '../../dataset/match-rows';
import { anyLike, shapeLike, testColumns } from './like-source';
import { readPairList, type PairList } from '../relations/pair-list';
import { readReviews, reviewFile, type Reviews } from '../relations/review-file';

export interface TrainingData {
  readonly train: Dataset;
  /** Labelled samples for evaluation, where the config names some. */
  readonly test?: Dataset;
  /** The second input of the same samples, in their order: positives from aligned. */
  readonly second?: Dataset;
  /** Positives from pairs. */
  readonly pairs?: PairList;
  /** Decisions on pairs of samples, where negatives exclude what was reviewed. */
  readonly reviews?: Reviews;
}

export interface OpeningOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
  readonly threads?: number;
  /** As `OpenOptions` has it. */
  readonly memoryLimit?: number;
}

/**
 * Decoded samples are cached beside the runs of the config's folder.
 * @throws InputError where something cannot be read, or does not fit the training samples.
 */
export async function openTrainingData(
  loaded: LoadedConfig,
  options: OpeningOptions = {},
): Promise<TrainingData> {
  const train = await openPart(loaded, 'train', options);
  const test = namesTest(loaded) ? await openPart(loaded, 'test', options, train) : undefined;
  if (test && !sameSamples(train, test))
    throw new InputError(
      `data.test holds samples of ${test.sampleShape.join('×')}, data.train of ${train.sampleShape.join('×')}: they must be alike.`,
      { file: loaded.file },
    );
  return {
    train,
    ...(test && { test }),
    ...(await openPositives(loaded, train, options)),
    ...(loaded.config.negatives.exclude.includes('reviewed') && {
      reviews: await readReviews(reviewFile(loaded)),
    }),
  };
}

/** What `positives` names beside the training samples. */
async function openPositives(
  loaded: LoadedConfig,
  train: Dataset,
  options: OpeningOptions,
): Promise<Pick<TrainingData, 'second' | 'pairs'>> {
  const { positives } = loaded.config;
  if (positives.from === 'pairs')
    return { pairs: await readPairList(resolveDataPath(loaded.file, positives.file), train) };
  if (positives.from !== 'aligned') return {};
  const path = resolveDataPath(loaded.file, positives.with);
  const second = await openDataset(
    { path, format: 'auto' },
    { cacheDirectory: cacheDirectory(loaded), ...options },
  );
  return { second: matchRows(train, second, path) };
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
  part: Part,
  options: OpeningOptions,
  like?: Dataset,
): Promise<Dataset> {
  const source = partSource(loaded, part, like);
  return openDataset(source, { cacheDirectory: cacheDirectory(loaded), ...options });
}

type Part = 'train' | 'test';

/** Where the samples of one part are and how they are read; `like`: the training samples. */
export function partSource(loaded: LoadedConfig, part: Part, like?: Dataset): DataSource {
  const { data } = loaded.config;
  const path = part === 'train' ? data.train : (data.test ?? data.train);
  const labels = part === 'train' ? data.labels : data.test_labels;
  const file = resolveDataPath(loaded.file, path);
  const columns = testColumns(data, file, like);
  return {
    path: file,
    format: data.format,
    ...(labels !== undefined && { labels: resolveDataPath(loaded.file, labels) }),
    ...(columns && { columns }),
    ...(part === 'test' && { mayLack: ['group', 'order'] as const }),
    ...(data.columns?.split !== undefined && { split: data.split[part] }),
    ...shapeLike(data, like),
  };
}

function sameSamples(a: Dataset, b: Dataset): boolean {
  return a.kind === b.kind && a.sampleShape.join() === b.sampleShape.join();
}
