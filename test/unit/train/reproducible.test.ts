// The same seed gives the same bits, also where a training was stopped and went on.
import { describe, expect, it } from 'vitest';
import type { Dataset } from '../../../src/engine/dataset/dataset';
import type { TrainingEvent } from '../../../src/engine/train/report/training-event';
import { configOf, inWorkspace, remains, trainIn, type JobOptions } from './job';
import { pictures, twoClasses } from './memory-dataset';

const vectors = twoClasses(37, 5);
const images = pictures(20, 8, 3);

const cases: { title: string; data: Dataset; sections: Record<string, string> }[] = [
  {
    title: 'mlp with hard negatives',
    data: vectors,
    sections: { negatives: '{ weighting: hard, anneal: down }', evaluate: '{ every: 2 }' },
  },
  {
    title: 'mlp in chunks with clipping',
    data: vectors,
    sections: {
      train: '{ epochs: 3, batch_size: 8, chunk_size: 4 }',
      optimizer: '{ name: sgd, lr: 0.1, clip_norm: 1 }',
    },
  },
  {
    title: 'mlp with a queue and batch norm',
    data: vectors,
    sections: {
      encoder: '{ name: mlp, widths: [8, 6], batch_norm: true }',
      negatives: '{ from: queue, size: 16, momentum: 0.9, exclude: [sample, label] }',
    },
  },
  {
    title: 'mlp with a queue in chunks',
    data: vectors,
    sections: {
      train: '{ epochs: 3, batch_size: 8, chunk_size: 2 }',
      negatives: '{ from: queue, size: 24, momentum: 0.9, weighting: hard }',
    },
  },
  {
    title: 'mlp with a memory bank',
    data: vectors,
    sections: { negatives: '{ from: memory-bank, size: 20, exclude: [near-duplicate] }' },
  },
  {
    title: 'mlp with an adaptive ring',
    data: vectors,
    sections: { negatives: '{ weighting: ring, anneal: adaptive, lower: 0, upper: 50 }' },
  },
  {
    title: 'mlp with mixed negatives in chunks',
    data: vectors,
    sections: {
      train: '{ epochs: 3, batch_size: 8, chunk_size: 4 }',
      negatives:
        '{ from: queue, size: 16, weighting: mixing, mix_hardest: 6, mix_pairs: 4, mix_anchors: 3, mix_after: 1 }',
    },
  },
  {
    title: 'mlp with drawn triplets of classes',
    data: vectors,
    sections: {
      positives: '{ from: label, noise: 0.3 }',
      objective: '{ name: triplet, mining: distance-weighted }',
    },
  },
  {
    title: 'conv with batch norm on images',
    data: images,
    sections: {
      encoder: '{ name: conv, widths: [4, 8], batch_norm: true }',
      positives: '{ crop: [0.5, 1] }',
      optimizer: '{ name: adamw, lr: 0.01, warmup_epochs: 1 }',
    },
  },
];

describe('a seed', () => {
  it.each(cases.flatMap((one) => [1, 2].map((threads) => ({ ...one, threads }))))(
    '$title, $threads threads: gives the same metrics and weights twice',
    async (it) => {
      const options = { config: configOf(it.sections), data: { train: it.data } };
      const [one, other] = [await leaves(options, it.threads), await leaves(options, it.threads)];
      expect(other).toEqual(one);
    },
  );

  it.each(cases)('$title: another one gives others', async ({ sections, data }) => {
    const { train = '{ epochs: 3, batch_size: 8 }' } = sections;
    const seeds = [1, 2].map((seed) => train.replace('}', `, seed: ${seed} }`));
    const [one, other] = await Promise.all(
      seeds.map((text) =>
        leaves({ config: configOf({ ...sections, train: text }), data: { train: data } }, 1),
      ),
    );
    expect(other.weights).not.toEqual(one.weights);
    expect(other.rows[0].loss).not.toBe(one.rows[0].loss);
  });
});

describe('a training that is stopped', () => {
  const steps = 12;
  const stops = [1, 4, 6, 8, 11];
  /** The loop is the same for all: where negatives come from matters in the middle of an epoch. */
  const middle = [1, 6];
  it.each(
    cases
      .filter(({ data }) => data === vectors)
      .flatMap((one, i) => (i < 2 ? stops : middle).map((step) => ({ ...one, step }))),
  )(
    '$title, after step $step: goes on to the same bits',
    async ({ title, sections, data, step }) => {
      const options = { config: configOf(sections), data: { train: data } };
      await inWorkspace(async (folder) => {
        const stopped = await trainIn(folder, { ...options, ...stopAfter(step) });
        expect(stopped.outcome).toBe('stopped');
        expect((await stopped.run.record()).state).toBe('stopped');
        // Short steps are taken several in a run: it stops with the run, in the same epoch.
        const { state } = (await stopped.run.latestCheckpoint()) ?? {};
        const last = Math.ceil(step / 4) * 4;
        expect(Array.from({ length: last - step + 1 }, (_, i) => step + i)).toContain(
          (state as { step: number }).step,
        );
        const resumed = await trainIn(folder, options, stopped.run.path);
        expect(resumed.outcome).toBe('finished');
        expect(await remains(resumed.run)).toEqual(await uninterrupted(title, options));
      });
    },
  );

  it('again and again goes on to the same bits', async () => {
    const options = { config: configOf(cases[0].sections), data: { train: vectors } };
    await inWorkspace(async (folder) => {
      let path: string | undefined;
      for (let step = 1; step < steps; step += 2) {
        const { run, outcome } = await trainIn(folder, { ...options, ...stopAfter(step) }, path);
        expect(outcome).toBe('stopped');
        path = run.path;
      }
      const { run } = await trainIn(folder, options, path);
      expect(await remains(run)).toEqual(await leaves(options, 1));
    });
  });

  it('before its first step has a checkpoint to go on from', async () => {
    const options = { config: configOf(), data: { train: vectors } };
    await inWorkspace(async (folder) => {
      const { run, outcome } = await trainIn(folder, { ...options, signal: AbortSignal.abort() });
      expect([outcome, await run.metrics()]).toEqual(['stopped', []]);
      const resumed = await trainIn(folder, options, run.path);
      expect(await remains(resumed.run)).toEqual(await leaves(options, 1));
    });
  });

  it('while it is evaluated goes on to the same bits', async () => {
    const sections = { evaluate: '{ every: 1 }' };
    const options = { config: configOf(sections), data: { train: vectors } };
    await inWorkspace(async (folder) => {
      const stop = new AbortController();
      const stopping: Dataset = Object.create(vectors, {
        read: {
          value: (rows: ArrayLike<number>, into: Float32Array) => {
            // Only the embedder asks for so many rows at a time.
            if (rows.length > 100) stop.abort();
            return vectors.read(rows, into);
          },
        },
      }) as Dataset;
      const many = { ...options, data: { train: stopping }, signal: stop.signal };
      const { run, outcome } = await trainIn(folder, many);
      expect(outcome).toBe('stopped');
      const resumed = await trainIn(folder, options, run.path);
      expect(await remains(resumed.run)).toEqual(await leaves(options, 1));
    });
  });
});

describe('a training that broke off after its last checkpoint', () => {
  it('keeps the best values up to that checkpoint when it goes on', async () => {
    // With little noise every epoch is better than those before it.
    const config = configOf({
      positives: '{ noise: 0.01 }',
      train: '{ epochs: 6, batch_size: 8, checkpoint_every: 2 }',
    });
    const stop = AbortSignal.abort();
    await inWorkspace(async (folder) => {
      const { run, error } = await trainIn(folder, {
        config,
        data: { train: breakingAfter(3 * 4) },
      });
      expect(error).toEqual(new Error('broken'));
      expect((await run.record()).best.loss.epoch).toBe(3);
      await trainIn(folder, { config, data: { train: vectors }, signal: stop }, run.path);
      const rows = await run.metrics();
      expect(rows.map(({ epoch }) => epoch)).toEqual([1, 2]);
      const value = Math.min(...rows.map(({ loss }) => loss));
      expect((await run.record()).best.loss).toEqual({ value, epoch: 2 });
    });
  });
});

describe('a finished training', () => {
  it('that is resumed stays as it is', async () => {
    const options = { config: configOf(), data: { train: vectors } };
    await inWorkspace(async (folder) => {
      const { run } = await trainIn(folder, options);
      const before = await remains(run);
      const again = await trainIn(folder, options, run.path);
      expect(again.outcome).toBe('finished');
      expect(await remains(again.run)).toEqual(before);
    });
  });

  it('goes on where the config has more epochs by then', async () => {
    const constant = { optimizer: '{ schedule: constant }' };
    const longer = { ...constant, train: '{ epochs: 5, batch_size: 8 }' };
    await inWorkspace(async (folder) => {
      const data = { train: vectors };
      const { run } = await trainIn(folder, { config: configOf(constant), data });
      const resumed = await trainIn(folder, { config: configOf(longer), data }, run.path);
      const { weights } = await leaves({ config: configOf(longer), data }, 1);
      expect((await remains(resumed.run)).weights).toEqual(weights);
    });
  });
});

const done = new Map<string, ReturnType<typeof leaves>>();

/** Trained once for all tests of a case. */
function uninterrupted(title: string, options: JobOptions) {
  const known = done.get(title) ?? leaves(options, 1);
  done.set(title, known);
  return known;
}

/** What a training from start to end leaves. */
function leaves(options: JobOptions, threads: number) {
  return inWorkspace(async (folder) => {
    const { run, error } = await trainIn(folder, { ...options, threads });
    expect(error).toBeUndefined();
    return remains(run);
  });
}

function stopAfter(step: number): Pick<JobOptions, 'signal' | 'onEvent'> {
  const stop = new AbortController();
  const onEvent = (event: TrainingEvent): void => {
    if (event.kind === 'step' && event.step === step) stop.abort();
  };
  return { signal: stop.signal, onEvent };
}

/** Vectors that cannot be read any more after so many batches. */
function breakingAfter(batches: number): Dataset {
  let left = batches;
  const read = (rows: ArrayLike<number>, into: Float32Array): Promise<void> =>
    rows.length === 8 && left-- === 0
      ? Promise.reject(new Error('broken'))
      : vectors.read(rows, into);
  return Object.create(vectors, { read: { value: read } }) as Dataset;
}
