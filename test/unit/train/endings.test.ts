// How trainings end other than well.
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/engine/input-error';
import type { Dataset } from '../../../src/engine/dataset/dataset';
import type { Checkpoint } from '../../../src/engine/runs/checkpoints';
import { ending, vectors } from './ending';
import { configOf, inWorkspace, trainIn } from './job';
import { vectorsOf } from './memory-dataset';

describe('a training that diverges', () => {
  const exploding = {
    encoder: '{ name: linear, dimensions: 4 }',
    optimizer: '{ name: sgd, lr: 1000, schedule: constant, weight_decay: 10 }',
  };

  it('by its learning rate fails with step, cause and remedy', async () => {
    const { error, record, checkpoint } = await ending({
      ...exploding,
      train: '{ epochs: 20, batch_size: 8 }',
    });
    expect(error).toBeInstanceOf(InputError);
    expect(record).toMatchObject({ state: 'failed', error: (error as InputError).message });
    expect(record.error).toMatch(/^the loss became NaN at step \d+ \(epoch \d+\): .*optimizer\.lr/);
    expect(record.error).toMatch(/There is no checkpoint yet\.$/);
    expect(checkpoint).toBeUndefined();
  });

  it('keeps the checkpoint that was still good', async () => {
    const { error, record, checkpoint } = await ending(
      { train: '{ epochs: 4, batch_size: 8, checkpoint_every: 1 }' },
      turningBad(3),
    );
    expect(error).toBeInstanceOf(InputError);
    expect(record.error).toMatch(
      /step 1[1-5] \(epoch 3\).*not finite.*checkpoint after epoch 2 is kept/,
    );
    expect(checkpoint?.epoch).toBe(2);
    expect(numbersOf(checkpoint).every(Number.isFinite)).toBe(true);
  });

  it('by a row that is not finite names it before the first step', async () => {
    const values = Float32Array.from({ length: 200 }, (_, i) => i % 7);
    values[42] = NaN;
    const { error, record, rows } = await ending({}, vectorsOf(values, 5));
    expect(error).toBeInstanceOf(InputError);
    expect(record).toMatchObject({
      state: 'failed',
      error: expect.stringMatching(/"sample 8"/) as string,
    });
    expect(rows).toEqual([]);
  });

  it('never saves weights that are not finite', async () => {
    const { error, record, checkpoint } = await ending({
      ...exploding,
      head: '{ layers: [] }',
      train: '{ epochs: 20, batch_size: 40, checkpoint_every: 1 }',
    });
    expect(error).toBeInstanceOf(InputError);
    expect(record.state).toBe('failed');
    expect(record.error).toMatch(
      /is not finite after step (\d+) \(epoch \1\): .*optimizer\.lr.*epoch \d+ is kept/,
    );
    expect(checkpoint).toBeDefined();
    expect(numbersOf(checkpoint).every(Number.isFinite)).toBe(true);
  });
});

describe('a training that cannot start', () => {
  it('because its batch is larger than the dataset fails with a sentence', async () => {
    const { error, record } = await ending({ train: '{ batch_size: 41 }' });
    expect(error).toBeInstanceOf(InputError);
    expect(record).toMatchObject({
      state: 'failed',
      error: expect.stringMatching(/batch_size is 41.*at most 40/) as string,
    });
  });

  it('because a convolution is given vectors fails with a sentence', async () => {
    const { error, record } = await ending({ encoder: '{ name: conv }' });
    expect(error).toBeInstanceOf(InputError);
    expect(record).toMatchObject({
      state: 'failed',
      error: expect.stringMatching(/mlp/) as string,
    });
  });

  it('because of a defect fails without its message', async () => {
    const broken = Object.create(vectors, {
      read: { value: () => Promise.reject(new Error('secret')) },
    }) as Dataset;
    const { error, record } = await ending({}, broken);
    expect(error).toEqual(new Error('secret'));
    expect(record).toMatchObject({ state: 'failed', error: 'an internal error, see the log' });
  });
});

describe('a training whose record cannot be written any more', () => {
  it('tells why it ended, not that', async () => {
    await inWorkspace(async (folder) => {
      const broken = Object.create(vectors, {
        read: {
          value: async () => {
            for (const run of await readdir(join(folder, '.negative-space', 'runs')))
              await rm(join(folder, '.negative-space', 'runs', run), { recursive: true });
            throw new Error('the cause');
          },
        },
      }) as Dataset;
      const { error } = await trainIn(folder, { config: configOf(), data: { train: broken } });
      expect(error).toEqual(new Error('the cause'));
    });
  });
});

/** Good vectors that turn into NaN in the epoch of that number; the statistics see good ones. */
function turningBad(epoch: number): Dataset {
  let batches = 0;
  const read = async (rows: ArrayLike<number>, into: Float32Array): Promise<void> => {
    await vectors.read(rows, into);
    if (rows.length === 8) batches += 1;
    if (rows.length === 8 && batches > 5 * (epoch - 1)) into[3] = NaN;
  };
  return Object.create(vectors, { read: { value: read } }) as Dataset;
}

function numbersOf(checkpoint: Checkpoint | undefined): number[] {
  const tensors = [...(checkpoint?.weights ?? []), ...(checkpoint?.optimiser ?? [])];
  return tensors.flatMap(([, { data }]) => Array.from(data as Float32Array));
}
