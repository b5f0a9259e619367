// The scale that keeps small gradients in float16, and the steps that it skips.
import { describe, expect, it } from 'vitest';
import { multiply } from '../../../src/engine/graph/arithmetic';
import { cast } from '../../../src/engine/graph/comparison';
import { gradients } from '../../../src/engine/graph/gradient';
import { matmul } from '../../../src/engine/graph/matmul';
import { reduceSum } from '../../../src/engine/graph/reduction';
import { filled, input } from '../../../src/engine/graph/sources';
import { LossScaling } from '../../../src/engine/train/optimisers/loss-scaling';
import { gradientScaling } from '../../../src/engine/train/optimisers/gradient-scaling';
import { configOf, cpu, inWorkspace, trainIn } from './job';
import { pictures, twoClasses } from './memory-dataset';
import { GOOD_STEPS, SCALE, valuesOf, withStepper, type Values } from './precise-steps';

const train = (more = ''): string => `{ epochs: 3, batch_size: 8, precision: float16${more} }`;
const layers = '{ name: conv, widths: [4, 6], batch_norm: true }';

describe('gradients of 1e-9 through float16', () => {
  it.each([
    [1, 0],
    [2 ** 16, 1e-9],
  ])('at scale %d become %d', async (scale, expected) => {
    const scaling = new LossScaling();
    const weight = input('weight', [3, 1]);
    const ones = cast(filled(1, [1, 3]), 'float16');
    const y = cast(matmul(ones, cast(weight, 'float16')), 'float32');
    const loss = multiply(reduceSum(y, undefined, false), 1e-9);
    const slopes = gradients(loss, [weight], scaling.scaled(filled(1, [])));
    const [gradient] = scaling.unscaled(slopes);
    const executable = await cpu().compile({ outputs: { gradient } });
    const feeds = { weight: Float32Array.of(1, 2, 3), [SCALE]: Float32Array.of(scale) };
    const result = await executable.run(feeds);
    await executable.dispose();
    for (const value of result.gradient) expect(Number(value)).toBeCloseTo(expected, 12);
  });
});

it.each(['float32', 'bfloat16'] as const)('%s needs no scale', (precision) => {
  expect(gradientScaling(precision)).toMatchObject({ skips: false, initialState: {} });
});

const kinds = [
  { title: 'a batch', negatives: '{ from: batch }', more: '' },
  { title: 'chunks', negatives: '{ from: batch }', more: ', chunk_size: 4' },
  { title: 'a batch with a queue', negatives: '{ from: queue, size: 16 }', more: '' },
  { title: 'chunks with a queue', negatives: '{ from: queue, size: 16 }', more: ', chunk_size: 4' },
  { title: 'a batch with a bank', negatives: '{ from: memory-bank, size: 8 }', more: '' },
];

describe.each(kinds)('a step of $title', ({ negatives, more }) => {
  const config = configOf({ encoder: layers, negatives, train: train(more) });
  const data = pictures(32, 8, 3);

  it('that overflows changes nothing but the scale, which it halves, and the next goes on', () =>
    withStepper(config, data, async (stepper, take) => {
      expect(await take(1)).toMatchObject({ skipped: 0, lossScale: 2 ** 16 });
      stepper.state.write(SCALE, Float32Array.of(2 ** 60));
      const before = await valuesOf(stepper);
      expect(before[GOOD_STEPS]).toEqual(Float32Array.of(1));
      const { loss, skipped } = await take(2);
      expect({ skipped, hasLoss: Number.isFinite(loss) }).toEqual({ skipped: 1, hasLoss: true });
      const halved = { [SCALE]: Float32Array.of(2 ** 59), [GOOD_STEPS]: Float32Array.of(0) };
      expect(withoutGradients(await valuesOf(stepper))).toEqual(
        withoutGradients({ ...before, ...halved }),
      );
      stepper.state.write(SCALE, Float32Array.of(2 ** 10));
      expect(await take(3)).toMatchObject({ skipped: 0, lossScale: 2 ** 10 });
      const after = await valuesOf(stepper);
      const trained = Object.keys(before).filter((name) => /weight$|norm\.mean$/.test(name));
      expect(trained.length).toBeGreaterThan(4);
      for (const name of trained) expect(after[name], name).not.toEqual(before[name]);
    }));
});

/** Those that chunks add to are 0, and not infinite, whichever the zero's sign. */
function withoutGradients(values: Values): Values {
  const isGradient = (name: string): boolean => name.startsWith('gradient.');
  const kept = Object.entries(values).filter(([name]) => isGradient(name));
  for (const [name, zeros] of kept)
    expect(
      zeros.every((value) => value === 0),
      name,
    ).toBe(true);
  return Object.fromEntries(Object.entries(values).filter(([name]) => !isGradient(name)));
}

it.each([
  [1999, 2 ** 16, 2 ** 17, 0],
  [1998, 2 ** 16, 2 ** 16, 1999],
  [1999, 2 ** 24, 2 ** 24, 0],
])('%d good steps at scale %d and one more make %d', async (good, scale, next, counted) => {
  const { updates } = new LossScaling().guarded([filled(1, [2])], {});
  const executable = await cpu().compile({ outputs: {}, updates });
  const state = cpu().createState({
    [SCALE]: { shape: [], data: Float32Array.of(scale) },
    [GOOD_STEPS]: { shape: [], data: Float32Array.of(good) },
  });
  await executable.run({}, state);
  await executable.dispose();
  expect(await state.read(SCALE)).toEqual(Float32Array.of(next));
  expect(await state.read(GOOD_STEPS)).toEqual(Float32Array.of(counted));
  state.dispose();
});

describe('a training', () => {
  it('tells in its rows how many steps were skipped, and the scale', async () => {
    const config = configOf({ train: train() });
    await inWorkspace(async (folder) => {
      const { run, error } = await trainIn(folder, { config, data: { train: twoClasses(16, 5) } });
      expect(error).toBeUndefined();
      let skipped = 0;
      for (const row of await run.metrics()) {
        skipped += row.skipped_steps;
        expect(row.loss_scale).toBeLessThanOrEqual(2 ** 16);
        expect(row.loss_scale).toBeGreaterThanOrEqual(2 ** (16 - skipped));
        expect(row.loss).toBeGreaterThan(0);
      }
    });
  });

  it('that overflows at any scale ends with a sentence', async () => {
    const optimizer = '{ name: sgd, lr: 1000, schedule: constant, warmup_epochs: 0 }';
    const config = configOf({ optimizer, train: train().replace('epochs: 3', 'epochs: 30') });
    await inWorkspace(async (folder) => {
      const { error } = await trainIn(folder, { config, data: { train: twoClasses(16, 5) } });
      expect(String(error)).toMatch(/float16 ends at 65,504.*set train.precision: bfloat16/);
    });
  });
});
