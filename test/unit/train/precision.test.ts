// Training steps that compute in floats of 16 bits, on the CPU, where these are rounded float32.
import { describe, expect, it } from 'vitest';
import { programNodes } from '../../../src/engine/graph/program';
import { topological } from '../../../src/engine/graph/gradient';
import { isNarrow } from '../../../src/engine/graph/tensor';
import { inputStatistics } from '../../../src/engine/train/data/input-statistics';
import { rowRelations } from '../../../src/engine/train/relations/row-relations';
import { datasetViews } from '../../../src/engine/train/views/dataset-views';
import { wholeStep } from '../../../src/engine/train/step/whole-step';
import { configOf, inWorkspace, remains, trainIn } from './job';
import { pictures, twoClasses } from './memory-dataset';
import { distance, withStepper, type Values } from './precise-steps';

const images = pictures(16, 8, 3);
const vectors = twoClasses(16, 5);
const sgd = '{ name: sgd, lr: 0.1, momentum: 0, weight_decay: 0, warmup_epochs: 0 }';

const encoders = [
  { encoder: '{ name: linear, dimensions: 6 }', data: vectors },
  { encoder: '{ name: mlp, widths: [8, 6], batch_norm: true }', data: vectors },
  { encoder: '{ name: conv, widths: [4, 6], batch_norm: true }', data: images },
  { encoder: '{ name: conv, widths: [4, 6], batch_norm: false }', data: images },
  { encoder: '{ name: resnet18, stem: small, width: 4 }', data: pictures(16, 16, 3) },
  { encoder: '{ name: resnet18, stem: standard, width: 4 }', data: pictures(16, 48, 3) },
];

const configIn = (precision: string, sections: Readonly<Record<string, string>> = {}, more = '') =>
  configOf({
    optimizer: sgd,
    ...sections,
    train: `{ epochs: 3, batch_size: 8, precision: ${precision}${more} }`,
  });

/**
 * How far gradients may be from float32's: in eighteen layers of four channels each a ReLU that turns
 * over is seen, which happens to more of them than rounding alone would tell.
 */
const tolerances = {
  float16: { loss: 0.01, shallow: 0.03, deep: 0.3 },
  bfloat16: { loss: 0.05, shallow: 0.2, deep: 0.6 },
};

describe.each(['float16', 'bfloat16'] as const)('in %s', (precision) => {
  const { loss: ofLoss, shallow, deep } = tolerances[precision];

  it.each(encoders)('$encoder takes nearly the step of float32', async ({ encoder, data }) => {
    const step = (of: string): Promise<Values> =>
      withStepper(configIn(of, { encoder }), data, async ({ state }, take) => {
        const before = await weights(state);
        let taken = await take(1);
        // The first scale may be too large: float16 finds one that fits.
        while (taken.skipped === 1) taken = await take(1);
        const { loss } = taken;
        const after = await weights(state);
        return { ...changes(before, after), loss: Float32Array.of(loss) };
      });
    const [narrow, wide] = [await step(precision), await step('float32')];
    const tolerance = encoder.includes('resnet') ? deep : shallow;
    expect(distance(narrow, wide, (name) => name === 'loss')).toBeLessThan(ofLoss);
    expect(distance(narrow, wide, (name) => name !== 'loss')).toBeLessThan(tolerance);
    expect(narrow).not.toEqual(wide);
  });

  it('a chunked step is nearly that of float32', async () => {
    const step = (of: string): Promise<Values> =>
      withStepper(configIn(of, {}, ', chunk_size: 4'), vectors, async ({ state }, take) => {
        const before = await weights(state);
        await take(1);
        return changes(before, await weights(state));
      });
    const [narrow, wide] = [await step(precision), await step('float32')];
    expect(distance(narrow, wide, () => true)).toBeLessThan(shallow);
    expect(narrow).not.toEqual(wide);
  });

  it.each(['{ from: batch }', '{ from: queue, size: 16 }'])(
    'with negatives %s all behind the encoder is float32, and all state',
    async (negatives) => {
      const config = configIn(precision, { negatives, encoder: encoders[2].encoder });
      const statistics = await inputStatistics(images);
      const views = datasetViews(images, config, statistics);
      const relations = rowRelations(config, false, { kin: [] });
      const { program, encoded } = wholeStep({ config, statistics, views, relations });
      const network = new Set(topological([encoded.z]));
      const behind = topological([program.outputs.loss]).filter((node) => !network.has(node));
      expect(behind.length).toBeGreaterThan(10);
      expect(behind.filter(({ dtype }) => isNarrow(dtype))).toEqual([]);
      const results = Object.values({ ...program.outputs, ...program.updates });
      expect(results.filter(({ dtype }) => isNarrow(dtype))).toEqual([]);
      const narrow = programNodes(program).filter(({ dtype }) => isNarrow(dtype));
      const inType = new Set(narrow.map(({ operation }) => operation));
      for (const operation of ['conv2d', 'conv2dWeightGradient', 'matmul', 'relu'] as const)
        expect(inType).toContain(operation);
      for (const operation of ['exp', 'log', 'sqrt', 'reduceSum', 'reduceSumSquare'] as const)
        expect(inType).not.toContain(operation);
    },
  );

  it.each(['', ', chunk_size: 4'])('a training%s goes on bit for bit', async (more) => {
    const sections = { encoder: encoders[1].encoder, negatives: '{ from: queue, size: 16 }' };
    const config = configIn(precision, { ...sections, optimizer: '{ lr: 0.01 }' }, more);
    await inWorkspace(async (folder) => {
      const whole = await trainIn(folder, { config, data: { train: vectors } });
      expect(whole.error).toBeUndefined();
      const stop = new AbortController();
      const onEvent = ({ kind, step }: { kind: string; step?: number }): void => {
        if (kind === 'step' && step === 3) stop.abort();
      };
      const { signal } = stop;
      const begun = await trainIn(folder, { config, data: { train: vectors }, signal, onEvent });
      expect(begun.outcome).toBe('stopped');
      await trainIn(folder, { config, data: { train: vectors } }, begun.run.path);
      expect(await remains(begun.run)).toEqual(await remains(whole.run));
    });
  });
});

async function weights(state: {
  readonly names: readonly string[];
  read(name: string): Promise<ArrayLike<unknown>>;
}): Promise<Values> {
  const names = state.names.filter((name) => name.endsWith('.weight'));
  const read = names.map(async (name) => [name, (await state.read(name)) as Float32Array] as const);
  return Object.fromEntries(await Promise.all(read));
}

function changes(before: Values, after: Values): Values {
  return Object.fromEntries(
    Object.entries(after).map(([name, values]) => [
      name,
      values.map((value, i) => value - before[name][i]),
    ]),
  );
}
