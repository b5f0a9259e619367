// Trainings from every kind of positives: that they learn, stop and go on, and what they leave.
import { describe, expect, it } from 'vitest';
import * as ort from '../../../src/engine/runtime/library';
import { restoreState } from '../../../src/engine/train/checkpoint-state';
import { trainingViews } from '../../../src/engine/train/views/dataset-views';
import { Embedder } from '../../../src/engine/train/embedding/embedder';
import { encoderStatistics } from '../../../src/engine/train/data/encoder-statistics';
import type { TrainingData } from '../../../src/engine/train/data/training-data';
import type { TrainingEvent } from '../../../src/engine/train/report/training-event';
import type { RunConfig } from '../../../src/engine/config/run-config';
import type { Run } from '../../../src/engine/runs/run';
import { configOf, cpu, inWorkspace, remains, trainIn, type Trained } from './job';
import { relatedCases } from './related-data';

const train = '{ epochs: 8, batch_size: 16 }';
const allRows = Uint32Array.from({ length: 48 }, (_, row) => row);

describe.each(relatedCases)('positives from $from', ({ from, data, sections }) => {
  const config = configOf({ ...sections, train });

  it('are learned from', async () => {
    await trained(config, data, async ({ run, error }) => {
      expect(error).toBeUndefined();
      const rows = await run.metrics();
      expect(rows.at(-1)!.loss).toBeLessThan(rows[0].loss - 0.1);
      expect(rows.at(-1)!.alignment).toBeGreaterThan(0);
      expect(rows.at(-1)!.effective_rank).toBeGreaterThan(1);
    });
  });

  it('go on to the same bits after a stop within an epoch', async () => {
    const whole = await trained(config, data, ({ run }) => remains(run));
    await inWorkspace(async (folder) => {
      const stop = new AbortController();
      const onEvent = (event: TrainingEvent): void => {
        if (event.kind === 'step' && event.step === 7) stop.abort();
      };
      const { run } = await trainIn(folder, { config, data, onEvent, signal: stop.signal });
      const resumed = await trainIn(folder, { config, data }, run.path);
      expect(resumed.outcome).toBe('finished');
      expect(await remains(resumed.run)).toEqual(whole);
    });
  });

  it('in chunks give what whole batches give', async () => {
    const chunked = configOf({
      ...sections,
      train: '{ epochs: 1, batch_size: 16, chunk_size: 4 }',
    });
    const whole = configOf({ ...sections, train: '{ epochs: 1, batch_size: 16 }' });
    const [a, b] = await Promise.all(
      [whole, chunked].map((one) => trained(one, data, ({ run }) => weightsOf(run))),
    );
    expect([...b.keys()]).toEqual([...a.keys()]);
    for (const [name, values] of a)
      values.forEach((value, i) => {
        expect(Math.abs(b.get(name)![i] - value), name).toBeLessThan(1e-4);
      });
  });

  it('have a second encoder where there are two inputs, and no other', async () => {
    await trained(config, data, async ({ run }) => {
      const second = [...(await weightsOf(run)).keys()].filter((name) =>
        name.startsWith('second.'),
      );
      if (from === 'aligned' || from === 'channels')
        expect(second).toEqual(
          expect.arrayContaining([
            'second.mlp.0.weight',
            'second.head.0.weight',
            'second.input.mean',
          ]),
        );
      else expect(second).toEqual([]);
    });
  });

  it('leave files that embed as the run does', async () => {
    await trained(config, data, async ({ run }) => {
      const { embedder, state } = await embedderOf(run, config, data);
      const { values, width } = await embedder.embed(allRows, state);
      const exported = await runFile(await run.readFile('encoder.onnx'), data.train);
      expect(exported.length).toBe(values.length);
      exported.forEach((value, i) => {
        expect(Math.abs(value - values[i])).toBeLessThan(1e-4);
      });
      expect(width).toBe({ aligned: 6, channels: 12 }[from] ?? 6);
      await embedder.dispose();
    });
  });
});

describe('aligned inputs', () => {
  const { data, sections } = relatedCases.find(({ from }) => from === 'aligned')!;
  const config = configOf({ ...sections, train: '{ epochs: 30, batch_size: 16 }' });

  it('find each other’s rows far above chance', async () => {
    await trained(config, data, async ({ run }) => {
      const { embedder, state } = await embedderOf(run, config, data);
      const { first, second } = await embedder.embedPair(allRows, state, 0);
      const found = allRows.filter(
        (row) => nearest(first.values, second.values, first.width, row) === row,
      );
      // By chance one in 48.
      expect(found.length).toBeGreaterThan(16);
      await embedder.dispose();
    });
  });

  it('leave the second encoder too', async () => {
    await trained(config, data, async ({ run }) => {
      const vectors = await runFile(await run.readFile('second-encoder.onnx'), data.second!);
      expect(vectors.length).toBe(48 * 5);
      expect(new Set(vectors).size).toBeGreaterThan(100);
    });
  });
});

/** Trains into a folder that is there until `look` ends. */
function trained<T>(
  config: RunConfig,
  data: TrainingData,
  look: (trained: Trained) => Promise<T>,
): Promise<T> {
  return inWorkspace(async (folder) => look(await trainIn(folder, { config, data })));
}

async function weightsOf(run: Run): Promise<Map<string, Float32Array>> {
  const { weights } = (await run.latestCheckpoint())!;
  return new Map([...weights].map(([name, { data }]) => [name, data as Float32Array]));
}

async function embedderOf(run: Run, config: RunConfig, data: TrainingData) {
  const runtime = cpu();
  const statistics = await encoderStatistics(data, config);
  const views = trainingViews(data, config, statistics);
  const embedder = await Embedder.create({ config, statistics, views, runtime });
  const { values } = restoreState((await run.latestCheckpoint())!);
  return { embedder, state: runtime.createState(values) };
}

/** All samples through an exported encoder; pictures as [n, c, h, w] in 0 … 1. */
async function runFile(bytes: Uint8Array, data: TrainingData['train']): Promise<Float32Array> {
  const size = data.sampleShape.reduce((a, b) => a * b);
  const stored = data.kind === 'image' ? new Uint8Array(48 * size) : new Float32Array(48 * size);
  await data.read(allRows, stored);
  const [h, w, c] = data.sampleShape;
  const channelFirst = (i: number): number => {
    const [sample, rest] = [Math.floor(i / size), i % size];
    const [channel, pixel] = [Math.floor(rest / (h * w)), rest % (h * w)];
    return stored[sample * size + pixel * c + channel] / 255;
  };
  const input =
    data.kind === 'image'
      ? new ort.Tensor(
          'float32',
          Float32Array.from(stored, (_, i) => channelFirst(i)),
          [48, c, h, w],
        )
      : new ort.Tensor('float32', stored as Float32Array, [48, size]);
  const session = await ort.InferenceSession.create(bytes);
  const { embedding } = await session.run({ input });
  await session.release();
  return embedding.data as Float32Array;
}

/** The row of `second` with the largest cosine to a row of `first`. */
function nearest(first: Float32Array, second: Float32Array, width: number, row: number): number {
  const cosines = Array.from(allRows, (other) => {
    let [product, square] = [0, 0];
    for (let j = 0; j < width; j++) {
      product += first[row * width + j] * second[other * width + j];
      square += second[other * width + j] ** 2;
    }
    return product / Math.sqrt(square);
  });
  return cosines.indexOf(Math.max(...cosines));
}
