import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/engine/input-error';
import { batchRows, stepsPerEpoch } from '../../../src/engine/train/data/epoch-order';

const epochOf = (seed: number, epoch: number, samples = 23, batch = 5): number[] =>
  Array.from({ length: stepsPerEpoch(samples, batch) }, (_, i) => [
    ...batchRows(samples, batch, seed, epoch, i),
  ]).flat();

describe('the order of an epoch', () => {
  it('has every sample at most once, in whole batches', () => {
    for (const epoch of [0, 1, 2]) {
      const rows = epochOf(1, epoch);
      expect(rows).toHaveLength(20);
      expect(new Set(rows).size).toBe(20);
      expect(Math.max(...rows)).toBeLessThan(23);
    }
  });

  it('has every sample where the batches fill the epoch', () => {
    const rows = epochOf(1, 0, 20, 5).sort((a, b) => a - b);
    expect(rows).toEqual(Array.from({ length: 20 }, (_, i) => i));
  });

  it('leaves out other samples in other epochs', () => {
    const missing = Array.from({ length: 10 }, (_, epoch) => {
      const rows = new Set(epochOf(1, epoch));
      return Array.from({ length: 23 }, (_row, i) => i).filter((i) => !rows.has(i));
    });
    expect(new Set(missing.flat()).size).toBeGreaterThan(10);
  });

  it('differs by epoch and by seed, and is the same for the same', () => {
    expect(epochOf(1, 1)).not.toEqual(epochOf(1, 0));
    expect(epochOf(2, 0)).not.toEqual(epochOf(1, 0));
    expect(epochOf(1, 0)).toEqual(epochOf(1, 0));
  });

  it('gives a batch without those before it', () => {
    const third = [...batchRows(23, 5, 1, 4, 2)];
    batchRows(99, 5, 1, 0, 0);
    expect(third).toEqual(epochOf(1, 4).slice(10, 15));
    expect([...batchRows(23, 5, 1, 4, 2)]).toEqual(third);
  });
});

describe('stepsPerEpoch', () => {
  it('leaves the part-filled batch out', () => {
    expect([stepsPerEpoch(20, 5), stepsPerEpoch(24, 5), stepsPerEpoch(5, 5)]).toEqual([4, 4, 1]);
  });

  it('refuses a batch larger than the dataset, with the number to lower it to', () => {
    expect(() => stepsPerEpoch(4, 5)).toThrow(InputError);
    expect(() => stepsPerEpoch(4, 5)).toThrow(/batch_size is 5.*only 4.*at most 4/);
  });

  it('does not ask for a batch of one sample, which has no negatives', () => {
    expect(() => stepsPerEpoch(1, 5)).toThrow(InputError);
    expect(() => stepsPerEpoch(1, 5)).toThrow(/gives 1 sample: .*2 at least/);
  });
});
