// Mean and deviation of the training samples: of each channel of images, of each feature of vectors.
import { sampleSize, type Dataset } from '../../dataset/dataset';
import type { InputStatistics } from '../../encoder/standardise';
import { InputError } from '../../input-error';
import { Moments, statisticsOf } from './moments';
import { spreadRows } from './spread-rows';

/** More samples do not move the estimates. */
const MOST_SAMPLES = 2000;

/**
 * Over at most 2,000 samples spread evenly; images in 0..1. A constant feature has deviation 1.
 * An InputError where one of those samples holds a value that is not finite.
 */
export async function inputStatistics(dataset: Dataset): Promise<InputStatistics> {
  const channels = dataset.sampleShape.at(-1) ?? 1;
  const scale = dataset.kind === 'image' ? 1 / 255 : 1;
  const moments = Array.from({ length: channels }, () => new Moments());
  const one = newSamples(dataset, 1);
  for (const row of spreadRows(dataset.length, MOST_SAMPLES)) {
    await dataset.read([row], one);
    checkFinite(one, dataset.names[row]);
    one.forEach((value: number, i: number) => {
      moments[i % channels].add(value * scale);
    });
  }
  return statisticsOf(moments);
}

function checkFinite(values: Uint8Array | Float32Array, name: string): void {
  const wrong = values.findIndex((value) => !Number.isFinite(value));
  if (wrong >= 0)
    throw new InputError(
      `sample "${name}" holds ${values[wrong]} as feature ${wrong} (counted from 0): mend or leave out samples whose values are not finite.`,
    );
}

/** An array that takes `count` samples. */
export function newSamples(dataset: Dataset, count: number): Uint8Array | Float32Array {
  const size = count * sampleSize(dataset);
  return dataset.kind === 'image' ? new Uint8Array(size) : new Float32Array(size);
}
