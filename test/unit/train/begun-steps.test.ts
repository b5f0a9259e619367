// A device that computes while the next batch is prepared: the same training as without.
import { describe, expect, it } from 'vitest';
import type { Dataset } from '../../../src/engine/dataset/dataset';
import { batchRows } from '../../../src/engine/train/data/epoch-order';
import { inputStatistics } from '../../../src/engine/train/data/input-statistics';
import type { TrainingEvent } from '../../../src/engine/train/report/training-event';
import { createStepper, type Step, type TakenStep } from '../../../src/engine/train/step/stepper';
import { datasetViews } from '../../../src/engine/train/views/dataset-views';
import { OnnxRuntime } from '../../../src/engine/runtime/onnx-runtime';
import type { Runtime } from '../../../src/engine/runtime/runtime';
import { useVulkan } from '../vulkan';
import { configOf, inWorkspace, remains, trainIn, type JobOptions } from './job';
import { late } from './late-runtime';
import { twoClasses } from './memory-dataset';

const absence = await useVulkan();

/** Four batches of the usual eight. */
const vectors = twoClasses(37, 5);
const STEPS = 12;

const cases: readonly (readonly [title: string, sections: Record<string, string>])[] = [
  ['of whole batches that is evaluated', { evaluate: '{ every: 1, knn: { k: 5 } }' }],
  ['with a queue', { negatives: '{ from: queue, size: 16, momentum: 0.9 }' }],
  ['with a memory bank', { negatives: '{ from: memory-bank, size: 20 }' }],
  ['with an adaptive ring', { negatives: '{ weighting: ring, anneal: adaptive, upper: 50 }' }],
  ['in chunks', { train: '{ epochs: 3, batch_size: 8, chunk_size: 2 }' }],
  ['that ends within an epoch', { train: '{ epochs: 3, batch_size: 8, max_steps: 10 }' }],
];

describe('a training on a device that computes on its own', () => {
  it.each(cases)('%s leaves the same bits and tells the same losses', async (_, sections) => {
    const options = { config: configOf(sections), data: { train: vectors } };
    const usual = await trained(options);
    expect(await trained({ ...options, runtime: late() })).toEqual(usual);
    expect(usual.losses.length).toBeGreaterThan(STEPS / 2);
  });

  it.each(cases.slice(0, 5).flatMap((one) => [1, 6].map((step) => [...one, step] as const)))(
    '%s goes on to the same bits where it was stopped',
    async (_, sections, step) => {
      const options = { config: configOf(sections), data: { train: vectors } };
      await inWorkspace(async (folder) => {
        const stop = new AbortController();
        const onEvent = (event: TrainingEvent): void => {
          if (event.kind === 'step' && event.step === step) stop.abort();
        };
        const stopping = { ...options, runtime: late(), signal: stop.signal, onEvent };
        const { run, outcome } = await trainIn(folder, stopping);
        expect(outcome).toBe('stopped');
        const resumed = await trainIn(folder, { ...options, runtime: late() }, run.path);
        expect(await remains(resumed.run)).toEqual((await trained(options)).left);
      });
    },
  );

  it.each([
    ['of whole batches', {}],
    ['with a queue', { negatives: '{ from: queue, size: 16, momentum: 0.9 }' }],
  ])('%s prepares the next batch before it reads what the device computes', async (_, sections) => {
    const told: string[] = [];
    const runtime = late({
      onEnqueue: () => void told.push('enqueued'),
      onRead: () => void told.push('read'),
    });
    const train = watched(() => void told.push('prepared'));
    const { losses } = await trained({ config: configOf(sections), data: { train }, runtime });
    const order = told.slice(told.indexOf('enqueued') - 1);
    // An epoch: the first batch, then others while the device computes, then all are read.
    const epochs = order
      .join(' ')
      .match(/prepared enqueued( prepared( read)* enqueued){3}( read)+/g);
    expect(epochs?.join(' ')).toBe(order.join(' '));
    expect(epochs).toHaveLength(3);
    expect(losses).toHaveLength(STEPS);
  });

  it('ends with the step whose loss was no number, and keeps the checkpoint before', async () => {
    const end = async (options: Partial<JobOptions>) =>
      inWorkspace(async (folder) => {
        const config = configOf({ train: '{ epochs: 4, batch_size: 8, checkpoint_every: 1 }' });
        const data = { train: turningBad(10) };
        const { run, error } = await trainIn(folder, { config, data, ...options });
        const { epoch, state } = (await run.latestCheckpoint())!;
        return {
          sentence: (error as Error).message,
          epoch,
          state,
          rows: (await run.metrics()).length,
        };
      });
    const usual = await end({});
    expect(usual).toMatchObject({ epoch: 2, rows: 2 });
    expect(usual.sentence).toMatch(/step 11 \(epoch 3\).*checkpoint after epoch 2 is kept/);
    expect(await end({ runtime: late() })).toEqual(usual);
  });
});

describe.skipIf(absence)(`steps on WebGPU${absence ? ` (skipped: ${absence})` : ''}`, () => {
  it('that are begun before those before are known have the same bits', async () => {
    const config = configOf({ encoder: '{ name: linear, dimensions: 4 }', head: '{ layers: [] }' });
    const statistics = await inputStatistics(vectors);
    const views = datasetViews(vectors, config, statistics);
    const open = (runtime: Runtime) => createStepper({ config, statistics, views, runtime });
    const [ahead, waits] = [await open(webGpu()), await open(waiting(webGpu()))];
    const begun: (readonly TakenStep[])[] = [];
    const alone: number[] = [];
    for (const { rows, place } of steps) {
      begun.push(await ahead.begin([{ rows, place }]));
      alone.push((await waits.step(rows, place)).loss);
    }
    expect(begun[0]).toEqual([]);
    const taken = [...begun.flat(), ...(await ahead.settle())];
    expect(taken.map(({ step }) => step)).toEqual(steps);
    expect(taken.map(({ result }) => result.loss)).toEqual(alone);
    for (const name of ahead.state.names)
      expect(await ahead.state.read(name)).toEqual(await waits.state.read(name));
    await ahead.dispose();
    await waits.dispose();
  });
});

const steps: readonly Step[] = Array.from({ length: 8 }, (_, i) => ({
  rows: batchRows(vectors.length, 8, 1, 0, i % 4),
  place: { step: i + 1, epoch: 0, stepsPerEpoch: 8 },
}));

const webGpu = (): Runtime => new OnnxRuntime({ provider: 'webgpu', device: 'webgpu' });

/** The same runtime, each of whose runs is waited for. */
function waiting(runtime: Runtime): Runtime {
  return {
    ...{ name: runtime.name, device: runtime.device, precisions: runtime.precisions },
    createState: (values) => runtime.createState(values),
    compile: async (program) => {
      const executable = await runtime.compile(program);
      return {
        run: (feeds, state) => executable.run(feeds, state),
        dispose: () => executable.dispose(),
      };
    },
  };
}

async function trained(options: JobOptions) {
  const losses: number[] = [];
  const onEvent = (event: TrainingEvent): void => {
    if (event.kind === 'step') losses[event.step - 1] = event.loss;
  };
  return inWorkspace(async (folder) => {
    const { run, error } = await trainIn(folder, { ...options, onEvent });
    expect(error).toBeUndefined();
    return { left: await remains(run), losses };
  });
}

/** The vectors, told of each batch that is read of them. */
function watched(onBatch: () => void): Dataset {
  const read = (rows: ArrayLike<number>, into: Float32Array): Promise<void> => {
    if (rows.length === 8) onBatch();
    return vectors.read(rows, into);
  };
  return Object.create(vectors, { read: { value: read } }) as Dataset;
}

/** Vectors that hold a NaN from the batch after so many on. */
function turningBad(batches: number): Dataset {
  let read = 0;
  const reading = async (rows: ArrayLike<number>, into: Float32Array): Promise<void> => {
    await vectors.read(rows, into);
    if (rows.length === 8 && ++read > batches) into[3] = NaN;
  };
  return Object.create(vectors, { read: { value: reading } }) as Dataset;
}
