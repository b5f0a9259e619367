// The objectives of the InfoNCE family with every way of counting that has an oracle, and batches
// of every make: what the tests of this family run through.
import { lossConfig, type Batch } from './graph-loss';
import { pairedRows, type LossConfig } from './loss-settings';

type Objective = Parameters<typeof lossConfig>[0];
type Negatives = Parameters<typeof lossConfig>[1];

export interface Variant {
  readonly name: string;
  readonly config: LossConfig;
}

const objectives: Record<string, Objective> = {
  'info-nce': { name: 'info-nce', temperature: 0.3 },
  decoupled: { name: 'decoupled', temperature: 0.3 },
  'supcon out': { name: 'supcon', temperature: 0.3 },
  'supcon out, scaled': { name: 'supcon', temperature: 0.3, base_temperature: 0.07 },
  'supcon in': { name: 'supcon', temperature: 0.3, form: 'in' },
  'n-pair': { name: 'n-pair', l2: 0.02 },
};

const countings: Record<string, Negatives> = {
  uniform: {},
  'other-view': { among: 'other-view' },
  debiased: { weighting: 'debiased', tau_plus: 0.05 },
  hard: { weighting: 'hard', tau_plus: 0.05, beta: 0.5 },
  'hard, detached': { weighting: 'hard', tau_plus: 0.05, beta: 0.5, detach_weights: true },
};

/** Every objective with every counting; `at` changes the temperature where there is one. */
export function variants(at: { readonly temperature?: number } = {}): Variant[] {
  return Object.entries(objectives).flatMap(([name, objective]) =>
    Object.entries(countings).map(([counting, negatives]) => ({
      name: `${name}, ${counting}`,
      config: lossConfig(
        objective.name === 'n-pair' ? objective : { ...objective, ...at },
        negatives,
      ),
    })),
  );
}

/** Those that take rows of which nothing is known but their classes. */
export function takesSingleRows({ objective, negatives }: LossConfig): boolean {
  return (
    objective.name === 'supcon' &&
    negatives.weighting === 'uniform' &&
    negatives.from === 'batch' &&
    negatives.among === 'both-views'
  );
}

const pairs = pairedRows(5, 4, 0.6, 'family');
const classes = [0, 1, 0, 2, 1, 0, 1, 0, 2, 1];

export const pairBatches: Record<string, Batch> = {
  pairs: { rows: pairs },
  'two pairs': { rows: pairedRows(2, 3, 0.5, 'family') },
  'pairs of classes': { rows: pairs, classes },
  'pairs of one class each': { rows: pairs, classes: pairs.map((_, row) => row % 5) },
  'pairs with kin': { rows: pairs, kin: [[0, 0, 1, 2, 3, 0, 0, 1, 2, 3]] },
  'a sample twice': { rows: pairs, samples: [0, 1, 0, 2, 3, 0, 1, 0, 2, 3] },
  'some anchors': { rows: pairs, classes, anchors: [1, 4, 3] },
};

export const singleBatches: Record<string, Batch> = {
  'single rows of classes': { rows: pairs, twins: false, classes },
  'single rows, some alone in their class': {
    rows: pairs,
    twins: false,
    classes: [0, 1, 0, 2, 3, 0, 1, 4, 5, 1],
  },
};

const unit = pairedRows(4, 4, 1, 'stored').map((row) =>
  row.map((value) => Math.fround(value / Math.hypot(...row))),
);

export const storedBatches: Record<string, Batch> = {
  'stored rows': { rows: pairs, stored: { rows: unit } },
  'stored rows of classes': {
    rows: pairs,
    classes,
    stored: { rows: unit, classes: [0, 1, 2, 2, 1, 5, 6, 0] },
  },
};

/** Every variant with every batch that it takes. */
export const familyCases = variants().flatMap(({ name, config }) => {
  const all = {
    ...pairBatches,
    ...storedBatches,
    ...(takesSingleRows(config) && singleBatches),
  };
  return Object.entries(all).map(([batchName, batch]) => ({
    name: `${name}: ${batchName}`,
    config,
    batch,
  }));
});

/** Views of a memory bank, whose positives take a gradient as those of a queue do not. */
export const bankCases = Object.entries(objectives).map(([name, objective]) => ({
  name: `${name}, memory-bank: stored rows of classes`,
  config: lossConfig(objective, { from: 'memory-bank' }),
  batch: storedBatches['stored rows of classes'],
}));
