// How long trainings are, and what their rows say on the way.
import { describe, expect, it } from 'vitest';
import { ending, vectors } from './ending';
import { configOf, inWorkspace, remains, trainIn, withoutSpeed } from './job';
import { vectorsOf } from './memory-dataset';

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
