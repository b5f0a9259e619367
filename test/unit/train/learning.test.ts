// Small trainings learn, whatever their negatives and their objective.
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/engine/input-error';
import { Random } from '../../../src/engine/random/random';
import { ending } from './ending';
import { twoClasses, vectorsOf } from './memory-dataset';

/** Samples in all directions: what is learned is to tell them apart. */
const random = Random.stream(2, 'scattered');
const scattered = vectorsOf(
  Float32Array.from({ length: 64 * 12 }, () => random.normal()),
  12,
);
const classes = twoClasses(64, 6);

const sharp = { objective: '{ temperature: 0.2 }', positives: '{ noise: 0.1 }' };
const queue = 'from: queue, size: 32, momentum: 0.9';
const mixing = 'weighting: mixing, mix_hardest: 8, mix_pairs: 4, mix_anchors: 2, mix_after: 0';

const cases: Record<string, Record<string, string>> = {
  'a queue': { ...sharp, negatives: `{ ${queue} }` },
  'a queue in chunks': {
    ...sharp,
    negatives: `{ ${queue} }`,
    train: '{ epochs: 20, batch_size: 16, chunk_size: 4 }',
  },
  'a memory bank': { ...sharp, negatives: '{ from: memory-bank, size: 32 }' },
  'a ring': { ...sharp, negatives: '{ weighting: ring, lower: 0, upper: 60 }' },
  'mixed negatives': { ...sharp, negatives: `{ ${queue}, ${mixing} }` },
};

const ofClasses: Record<string, Record<string, string>> = {
  'positives in supcon': {
    objective: '{ name: supcon }',
    positives: '{ from: label, noise: 0.3 }',
  },
  'positives in triplets': {
    objective: '{ name: triplet, mining: all, average: all }',
    positives: '{ from: label, noise: 0.3 }',
  },
  'kin left out': { negatives: '{ exclude: [label, near-duplicate] }' },
};

describe('a training', () => {
  it.each(Object.keys(cases))('with %s learns to tell samples apart', async (title) => {
    const train = '{ epochs: 20, batch_size: 16 }';
    const { rows, outcome, error } = await ending({ train, ...cases[title] }, scattered);
    expect([outcome, error]).toEqual(['finished', undefined]);
    // Random rows of a queue or a bank are easy negatives: the loss rises while they leave.
    const highest = Math.max(...rows.map(({ loss }) => loss));
    expect(rows.at(-1)!.loss).toBeLessThan(0.8 * highest);
  });

  it.each(Object.keys(ofClasses))('with labels as %s learns the classes', async (title) => {
    const train = '{ epochs: 6, batch_size: 16 }';
    const { rows, outcome, error } = await ending({ train, ...ofClasses[title] }, classes);
    expect([outcome, error]).toEqual(['finished', undefined]);
    expect(rows.at(-1)!.loss).toBeLessThan(0.8 * rows[0].loss);
    expect(rows.at(-1)!.knn_top1).toBeGreaterThan(0.9);
  });

  it('says the percentile of an annealed ring in its rows', async () => {
    const negatives = '{ weighting: ring, anneal: linear, anneal_epochs: 2, lower: 0, upper: 40 }';
    const { rows } = await ending({ negatives }, classes);
    expect(rows.map(({ upper }) => upper)).toEqual([100, 70, 40]);
  });

  it('that excludes by what the data does not say fails with a sentence', async () => {
    const { error, record } = await ending({ negatives: '{ exclude: [group] }' }, classes);
    expect(error).toBeInstanceOf(InputError);
    expect(record.state).toBe('failed');
    expect(record.error).toMatch(/data\.columns\.group/);
  });
});
