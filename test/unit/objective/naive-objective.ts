// The objectives of the InfoNCE family as their papers write them: double loops over pairs,
// float64, nothing in the log domain. For moderate temperatures only; stable-objective.ts is for
// the others.
import type { Batch } from './graph-loss';
import { dot, type LossConfig, type Rows } from './loss-settings';
import { compared, similarities, type Similarities } from './naive-comparison';
import { massSettings, naiveMass } from './naive-mass';

/** `frozen`: rows that the weights of detached hard negatives and the keys of a queue come from. */
export function naiveObjective(
  batch: Batch,
  config: LossConfig,
  frozen: Rows = batch.rows,
): number {
  const losses = anchorsOf(batch, config, frozen).map((anchor) => {
    const positive = anchor.twin ?? NaN;
    const mass = naiveMass({ ...anchor, positive }, massSettings(config));
    return naiveOfAnchor(anchor, mass, config);
  });
  return meanOf(losses) + penalty(batch.rows, config);
}

export interface Anchor extends Similarities {
  readonly frozen: readonly number[];
}

/** Similarities of each anchor as the objective takes them. */
export function anchorsOf(batch: Batch, config: LossConfig, frozen: Rows): Anchor[] {
  const { objective, negatives } = config;
  const nPair = objective.name === 'n-pair';
  const among = negatives.from === 'batch' ? negatives.among : 'both-views';
  const firstViews = batch.rows.flatMap((_, row) => (row < batch.rows.length / 2 ? [row] : []));
  const asked: Batch = nPair ? { ...batch, anchors: batch.anchors ?? firstViews } : batch;
  const measure = nPair ? 'dot' : 'cosine';
  const views = batch.stored && negatives.from !== 'memory-bank' ? frozen : batch.rows;
  return compared(asked, nPair ? 'other-view' : among).map((one) => ({
    ...similarities(asked, one, measure, views),
    frozen: similarities({ ...asked, rows: frozen }, one, measure).negatives,
  }));
}

function naiveOfAnchor(anchor: Anchor, mass: number, { objective }: LossConfig): number {
  const t = 'temperature' in objective ? objective.temperature : 1;
  const all = [...(anchor.twin === undefined ? [] : [anchor.twin]), ...anchor.positives];
  const exponentials = all.map((similarity) => Math.exp(similarity / t));
  const [p] = exponentials;
  switch (objective.name) {
    case 'info-nce':
    case 'n-pair':
      return -Math.log(p / (p + mass));
    case 'decoupled':
      return mass === 0 ? 0 : -Math.log(p / mass);
    case 'supcon': {
      if (all.length === 0) return 0;
      const denominator = sumOf(exponentials) + mass;
      const scale = t / (objective.base_temperature ?? t);
      if (objective.form === 'in') return -scale * Math.log(meanOf(exponentials) / denominator);
      return -scale * meanOf(exponentials.map((e) => Math.log(e / denominator)));
    }
    default:
      throw new Error(`${objective.name} is not of this family`);
  }
}

/** l2 times the mean squared length (Sohn 2016, section 3.2.2). */
export function penalty(rows: Rows, { objective }: LossConfig): number {
  return objective.name === 'n-pair' ? objective.l2 * meanOf(rows.map((row) => dot(row, row))) : 0;
}

export function meanOf(values: readonly number[]): number {
  return sumOf(values) / values.length;
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
