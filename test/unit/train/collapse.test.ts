import { describe, expect, it } from 'vitest';
import { collapseWarning } from '../../../src/engine/train/report/collapse';
import { configOf } from './job';

const config = configOf({ train: '{ batch_size: 256 }', optimizer: '{ name: adam, lr: 1000 }' });
const atChance = Math.log(511);

const epochs: readonly [title: string, loss: number, positive: number, warns: boolean][] = [
  ['of equal embeddings', atChance, 1, true],
  ['of nearly equal embeddings', atChance - 1e-4, 0.9995, true],
  ['at chance whose positives differ', atChance, 0.2, false],
  ['that learns', 4.1, 0.9995, false],
  ['worse than chance', 7, 0.9995, false],
];

describe('an epoch', () => {
  it.each(epochs)('%s', (_, loss, positive, warns) => {
    const row = { epoch: 3, step: 117, loss, positive_cosine: positive };
    const sentence = collapseWarning(row, config);
    if (warns) expect(sentence).toMatch(/^after epoch 3 all samples have the same .*now 1000/);
    else expect(sentence).toBeUndefined();
  });
});

describe('a loss at chance', () => {
  it.each([
    { negatives: '{ among: other-view }', chance: Math.log(256) },
    { negatives: '{ from: queue, size: 1024 }', chance: Math.log(1025) },
    { negatives: '{ from: memory-bank, size: 100 }', chance: Math.log(101) },
  ])('is one of as many negatives as $negatives gives', ({ negatives, chance }) => {
    const settings = configOf({ train: '{ batch_size: 256 }', negatives });
    const row = { epoch: 1, step: 1, positive_cosine: 1 };
    expect(collapseWarning({ ...row, loss: chance }, settings)).toMatch(/same embedding/);
    expect(collapseWarning({ ...row, loss: atChance }, settings)).toBeUndefined();
  });

  it.each([
    { negatives: '{ weighting: ring }' },
    { negatives: '{ exclude: [near-duplicate] }' },
    { objective: '{ name: triplet }' },
  ])('is not known for $negatives$objective', (sections) => {
    const settings = configOf({ train: '{ batch_size: 256 }', ...sections });
    const row = { epoch: 1, step: 1, positive_cosine: 1, loss: atChance };
    expect(collapseWarning(row, settings)).toBeUndefined();
  });
});
