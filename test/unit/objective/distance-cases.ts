// The objectives on distances with all their settings, and the batches that they take: what the
// tests of these objectives run through.
import { Random } from '../../../src/engine/random/random';
import { lossConfig, type Batch } from './graph-loss';
import { pairBatches, singleBatches, storedBatches } from './family';
import type { LossConfig } from './loss-settings';
import { naiveAlignUniform, naiveContrastive, naiveLifted } from './naive-distance';
import { naiveTriplet } from './naive-triplet';

const triplets = (['all', 'hard', 'semi-hard', 'easy', 'batch-hard', 'distance-weighted'] as const)
  .flatMap((mining) => [
    { mining, margin: 0.3, distance: 'euclidean' as const },
    { mining, margin: 0.7, distance: 'squared' as const, average: 'all' as const },
    { mining, margin: 0.4, distance: 'euclidean' as const, soft_margin: true },
  ])
  .map((settings) => ({
    name: Object.values(settings).join(' ').replace('true', 'soft'),
    config: lossConfig({ name: 'triplet', ...settings }),
  }));

const onPairs = [
  { name: 'lifted smooth', config: lossConfig({ name: 'lifted' }) },
  { name: 'lifted max', config: lossConfig({ name: 'lifted', form: 'max', margin: 1.3 }) },
  { name: 'contrastive', config: lossConfig({ name: 'contrastive', margin: 1.2 }) },
];

const uniform = [
  { name: 'align-uniform', config: lossConfig({ name: 'align-uniform' }) },
  {
    name: 'align-uniform, α 0.7',
    config: lossConfig({
      name: 'align-uniform',
      alpha: 0.7,
      t: 3,
      align_weight: 2,
      uniform_weight: 0.3,
    }),
  },
];

const otherView = lossConfig({ name: 'contrastive' }, { among: 'other-view' });

/** Of a memory bank the gradient flows to both views, and so to what a difference moves. */
const againstStored = { from: 'memory-bank' as const };

/** Losses of all rows at once: no batch of some anchors. */
const wholeBatches = Object.fromEntries(
  Object.entries(pairBatches).filter(([, { anchors }]) => !anchors),
);

export interface DistanceCase {
  readonly name: string;
  readonly config: LossConfig;
  readonly batch: Batch;
}

function across(
  variants: readonly Omit<DistanceCase, 'batch'>[],
  batches: Readonly<Record<string, Batch>>,
): DistanceCase[] {
  return variants.flatMap(({ name, config }) =>
    Object.entries(batches).map(([batchName, batch]) => ({
      name: `${name}: ${batchName}`,
      config,
      batch,
    })),
  );
}

export const distanceCases: readonly DistanceCase[] = [
  ...across([...triplets, ...onPairs], { ...wholeBatches, ...singleBatches }),
  ...across(
    [...triplets, ...onPairs].map(({ name, config: { objective } }) => ({
      name,
      config: lossConfig(objective, againstStored),
    })),
    storedBatches,
  ),
  ...across(uniform, { pairs: pairBatches.pairs, 'two pairs': pairBatches['two pairs'] }),
  ...across([{ name: 'contrastive, other view', config: otherView }], wholeBatches),
];

/** The draws of `lossOf`, for a batch of this make. */
function drawsOf({ rows, twins = true, classes, stored }: Batch) {
  const anchors = stored ? rows.length / 2 : rows.length;
  const width = (twins ? 1 : 0) + (classes ? (stored ?? { rows }).rows.length : 0);
  const random = Random.stream(1, 'draws');
  return { width, values: Float32Array.from({ length: anchors * width }, () => random.uniform()) };
}

/** The loss in float64. */
export function naiveValue(batch: Batch, config: LossConfig): number {
  switch (config.objective.name) {
    case 'triplet':
      return naiveTriplet(batch, config, drawsOf(batch)).loss;
    case 'lifted':
      return naiveLifted(batch, config);
    case 'contrastive':
      return naiveContrastive(batch, config);
    case 'align-uniform':
      return naiveAlignUniform(batch, config);
    default:
      throw new Error(`${config.objective.name} is not on distances`);
  }
}
