// What the two views of a pair show: the sample, and its partner as it would be seen by itself.
import { describe, expect, it } from 'vitest';
import type { Dataset } from '../../../src/engine/dataset/dataset';
import { datasetViews, trainingViews } from '../../../src/engine/train/views/dataset-views';
import { encoderStatistics } from '../../../src/engine/train/data/encoder-statistics';
import { inputStatistics } from '../../../src/engine/train/data/input-statistics';
import type { TrainingData } from '../../../src/engine/train/data/training-data';
import type { ViewSource } from '../../../src/engine/train/views/view-source';
import { lab } from '../../../src/engine/views/lab';
import { input } from '../../../src/engine/graph/sources';
import { configOf, cpu } from './job';
import { pictures, twoClasses } from './memory-dataset';
import { spots } from './related-data';

const rows = Uint32Array.of(3, 0, 7, 3, 4);
const labels = Int32Array.of(0, 1, 0, 1, 1, 0, 1, 1);
const labelled = (data: Dataset): Dataset =>
  Object.assign(Object.create(data) as Dataset, { labels });
const strong = 'noise: 0.5, dropout: 0.2, crop: [0.3, 1]';

async function seen(views: ViewSource, of: Uint32Array, epoch: number) {
  const executable = await cpu().compile({ outputs: { ...views.pair(of.length) } });
  const { first, second } = await executable.run(await views.feedPair(of, epoch));
  await executable.dispose();
  return { first, second };
}

async function sources(data: TrainingData, positives: string) {
  const config = configOf({ positives });
  return { config, views: trainingViews(data, config, await encoderStatistics(data, config)) };
}

describe.each([
  ['vectors', labelled(twoClasses(8, 5))],
  ['pictures', labelled(pictures(8, 12, 3))],
])('pairs of %s', (_, train) => {
  it('of one class: a view of the sample and a view of its partner', async () => {
    const { config, views } = await sources({ train }, `{ from: label, ${strong} }`);
    const own = datasetViews(train, config, await inputStatistics(train));
    const partners = views.partners(rows, 2);
    expect(views.partnered).toBe(true);
    expect(partners.some((partner, i) => partner !== rows[i])).toBe(true);
    const { first, second } = await seen(views, rows, 2);
    expect(first).toEqual((await seen(own, rows, 2)).first);
    expect(second).toEqual((await seen(own, partners, 2)).second);
  });

  it('of two inputs: a view of the sample and a view of the same row of the other', async () => {
    for (const other of [twoClasses(8, 3), pictures(8, 10, 1)]) {
      const data = { train, second: other };
      const { config, views } = await sources(data, `{ from: aligned, with: x, ${strong} }`);
      const { first, second } = await seen(views, rows, 1);
      const alone = async (one: Dataset) =>
        seen(datasetViews(one, config, await inputStatistics(one)), rows, 1);
      expect(views.partnered).toBe(false);
      expect(first).toEqual((await alone(train)).first);
      expect(second).toEqual((await alone(other)).second);
    }
  });

  it('of one sample: as many inputs as before', async () => {
    const { views } = await sources({ train }, `{ ${strong} }`);
    expect(Object.keys(await views.feedPair(rows, 0)).sort()).toEqual([
      'data',
      'draws.first',
      'draws.second',
    ]);
    expect(views.partners(rows, 0)).toBe(rows);
  });
});

describe('lightness and colour', () => {
  const train = spots();
  const positives = '{ from: channels, crop: [0.4, 1], gray: 0.3, jitter: [0.4, 0.4, 0.4, 0.1] }';

  it('are those of one augmented picture', async () => {
    const { config, views } = await sources({ train }, positives);
    const own = datasetViews(train, config, await inputStatistics(train));
    const pictures = (await seen(own, rows, 3)).first as Float32Array;
    const program = { outputs: { ...lab(input('pictures', [5, 3, 8, 8])) } };
    const { lightness, colour } = await (await cpu().compile(program)).run({ pictures });
    const { first, second } = await seen(views, rows, 3);
    for (const [view, expected] of [
      [first, lightness],
      [second, colour],
    ] as const)
      view.forEach((value, i) => {
        expect(Math.abs(Number(value) - Number(expected[i]))).toBeLessThan(1e-6);
      });
  });

  it('have statistics of their own', async () => {
    const { mean, second } = await encoderStatistics({ train }, configOf({ positives }));
    const { views } = await sources(
      { train },
      '{ from: channels, crop: [1, 1], flip: 0, gray: 0, blur: 0, jitter_probability: 0 }',
    );
    const all = Uint32Array.from({ length: train.length }, (_, row) => row);
    const { first: l, second: ab } = await seen(views, all, 0);
    const meanOf = (values: ArrayLike<unknown>, take: (i: number) => boolean): number => {
      const kept = Array.from(values, Number).filter((_, i) => take(i));
      return kept.reduce((a, b) => a + b) / kept.length;
    };
    expect(mean[0]).toBeCloseTo(
      meanOf(l, () => true),
      4,
    );
    for (const channel of [0, 1])
      expect(second!.mean[channel]).toBeCloseTo(
        meanOf(ab, (i) => Math.floor(i / 64) % 2 === channel),
        4,
      );
  });

  it.each([
    ['gray pictures', pictures(8, 8, 1)],
    ['vectors', twoClasses(8, 5)],
  ])('of %s are refused', async (what, data) => {
    await expect(sources({ train: data }, '{ from: channels }')).rejects.toThrow(
      `needs pictures in colour, but the samples are ${what}`,
    );
  });
});
