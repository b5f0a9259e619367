// How trainings end other than well, and what their rows say on the way.
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/engine/input-error';
import type { Dataset } from '../../../src/engine/dataset/dataset';
import type { Checkpoint } from '../../../src/engine/runs/checkpoints';
import type { TrainingEvent } from '../../../src/engine/train/training-event';
import { configOf, inWorkspace, remains, trainIn, withoutSpeed } from './job';
import { twoClasses, vectorsOf } from './memory-dataset';

const vectors = twoClasses(40, 5);

/** Runs a training to its end and gives what `look` sees of it. */
function ending(sections: Record<string, string>, data: Dataset = vectors) {
  return inWorkspace(async (folder) => {
    const events: TrainingEvent[] = [];
    const config = configOf(sections);
    const onEvent = (event: TrainingEvent): void => void events.push(event);
    const { run, outcome, error } = await trainIn(folder, {
      config,
      data: { train: data },
      onEvent,
    });
    const record = await run.record();
    const checkpoint = await run.latestCheckpoint();
    return {
      events,
      outcome,
      error,
      record,
      checkpoint,
      rows: await run.metrics(),
      epochs: await run.epochs(),
    };
  });
}

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

describe('max_steps', () => {
  it.each([
    { maximum: 3, epochs: 1 },
    { maximum: 5, epochs: 1 },
    { maximum: 7, epochs: 2 },
    { maximum: 1000, epochs: 3 },
  ])('of $maximum ends a training of 15 steps in epoch $epochs', async ({ maximum, epochs }) => {
    const train = `{ epochs: 3, batch_size: 8, max_steps: ${maximum} }`;
    const { outcome, rows, record, checkpoint, events } = await ending({ train });
    expect(outcome).toBe('finished');
    expect(rows.map(({ epoch }) => epoch)).toEqual(Array.from({ length: epochs }, (_, i) => i + 1));
    expect(rows.at(-1)?.step).toBe(Math.min(15, maximum));
    expect(record).toMatchObject({ state: 'finished', epochs_done: epochs });
    expect(checkpoint?.state).toMatchObject({ step: Math.min(15, maximum) });
    const steps = events.flatMap((event) => (event.kind === 'step' ? [event.steps] : []));
    expect(new Set(steps)).toEqual(new Set([Math.min(15, maximum)]));
  });

  it('leaves the rows of its steps as those of a longer training', async () => {
    const sections = { optimizer: '{ lr: 0.1, warmup_epochs: 1 }' };
    const train = '{ epochs: 3, batch_size: 8, max_steps: 7 }';
    const [short, long] = [await ending({ ...sections, train }), await ending(sections)];
    expect(withoutSpeed(short.rows[0])).toEqual(withoutSpeed(long.rows[0]));
    const half = 0.1 * 0.5 * (1 + Math.cos(Math.PI / 10));
    expect(short.rows[1].learning_rate).toBeCloseTo(half, 9);
  });

  it('is not exceeded by going on', async () => {
    const config = configOf({ train: '{ epochs: 3, batch_size: 8, max_steps: 7 }' });
    await inWorkspace(async (folder) => {
      const options = { config, data: { train: vectors } };
      const { run } = await trainIn(folder, options);
      const before = await remains(run);
      const again = await trainIn(folder, options, run.path);
      expect([again.outcome, await remains(again.run)]).toEqual(['finished', before]);
    });
  });
});

describe('the rows of a training', () => {
  it('have an evaluation every so often and at the end', async () => {
    const { rows, epochs } = await ending({
      evaluate: '{ every: 2, knn: { k: 5 } }',
      train: '{ epochs: 5, batch_size: 8 }',
    });
    expect(rows.map((row) => 'knn_top1' in row)).toEqual([false, true, false, true, true]);
    expect(epochs).toEqual([2, 4, 5]);
    for (const name of ['probe_top1', 'uniformity', 'alignment', 'effective_rank'])
      expect(rows[4]).toHaveProperty(name);
    expect(rows[4].knn_top1).toBeGreaterThan(0.9);
  });

  it('have the figures of their weighting', async () => {
    const negatives = '{ weighting: hard, beta: 2, anneal: down, tau_plus: 0.2 }';
    const { rows } = await ending({ negatives });
    expect(rows.map(({ beta }) => beta)).toEqual([2, 1.25, 0.5]);
    for (const row of rows) {
      expect(row.clamped_anchors).toBeGreaterThanOrEqual(0);
      expect(row.positive_cosine).toBeGreaterThan(-1);
    }
    expect((await ending({})).rows[0]).not.toHaveProperty('beta');
  });

  it('show that a training learns', async () => {
    const { rows, record } = await ending({ train: '{ epochs: 12, batch_size: 8 }' });
    expect(rows.at(-1)!.loss).toBeLessThan(rows[0].loss - 0.1);
    const lowest = Math.min(...rows.map(({ loss }) => loss));
    expect(record.best.loss.value).toBe(lowest);
  });
});

describe('a collapse', () => {
  it('to zero embeddings is a warning, not the end', async () => {
    const constant = vectorsOf(new Float32Array(200).fill(3), 5);
    const sections = {
      encoder: '{ name: linear, dimensions: 4 }',
      head: '{ layers: [] }',
      positives: '{ noise: 0 }',
    };
    const { outcome, events, rows } = await ending(sections, constant);
    expect(outcome).toBe('finished');
    expect(rows.at(-1)!.loss).toBeCloseTo(Math.log(15), 5);
    const warnings = events.flatMap((event) => (event.kind === 'warning' ? [event.sentence] : []));
    expect(warnings).toEqual([expect.stringMatching(/^no evaluation after epoch 3: .*zero/)]);
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
