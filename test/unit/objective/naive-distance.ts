// The objectives on distances as their papers write them: loops over pairs, float64.
import type { Batch } from './graph-loss';
import { dot, type LossConfig, type Rows } from './loss-settings';
import { candidatesOf, compared } from './naive-comparison';

/** An anchor's distances to its positives (the other view first) and its negatives. */
export interface Sides {
  readonly positives: number[];
  readonly negatives: number[];
  /** Columns of the positives, as the engine lays them out: the other view, then all candidates. */
  readonly columns: number[];
  /** Rows that the positives and the anchor are, where the candidates are the rows. */
  readonly rows: { readonly anchor: number; readonly positives: number[] };
}

/** ‖a / ‖a‖ − b / ‖b‖‖; a row of zeros stays one. */
export function distance(a: readonly number[], b: readonly number[]): number {
  const [u, w] = [unit(a), unit(b)];
  return Math.hypot(...u.map((value, k) => value - w[k]));
}

function unit(row: readonly number[]): number[] {
  const length = Math.sqrt(dot(row, row));
  return row.map((value) => (length > 1e-12 ? value / length : value));
}

export function sides(batch: Batch, { negatives }: LossConfig, squared = false): Sides[] {
  const candidates = candidatesOf(batch);
  const among = negatives.from === 'batch' ? negatives.among : 'both-views';
  return compared(batch, among).map(({ anchor, twin, positives, negatives }) => {
    const to = (row: readonly number[]): number =>
      distance(batch.rows[anchor], row) ** (squared ? 2 : 1);
    const offset = twin === undefined ? 0 : 1;
    return {
      positives: [
        ...(twin === undefined ? [] : [to(batch.rows[twin])]),
        ...positives.map((j) => to(candidates[j])),
      ],
      negatives: negatives.map((j) => to(candidates[j])),
      columns: [...(twin === undefined ? [] : [0]), ...positives.map((j) => j + offset)],
      rows: { anchor, positives: [...(twin === undefined ? [] : [twin]), ...positives] },
    };
  });
}

/** Song et al. 2016, equations 3 and 4, Jᵢⱼ from both ends of a pair. */
export function naiveLifted(batch: Batch, config: LossConfig): number {
  if (config.objective.name !== 'lifted') throw new Error('lifted only');
  const { margin, form } = config.objective;
  const all = sides(batch, config);
  let [sum, pairs] = [0, 0];
  all.forEach(({ positives, negatives, rows }) => {
    positives.forEach((d, which) => {
      const partner = batch.stored ? undefined : all[rows.positives[which]];
      const terms = [...negatives, ...(partner?.negatives ?? [])].map((dn) => margin - dn);
      const joined =
        form === 'max'
          ? Math.max(-Infinity, ...terms)
          : Math.log(terms.reduce((total, term) => total + Math.exp(term), 0));
      sum += Math.max(0, joined + d) ** 2;
      pairs += 1;
    });
  });
  return pairs === 0 ? 0 : sum / (2 * pairs);
}

/** Hadsell et al. 2006, equation 4, with a mean over each kind of pair. */
export function naiveContrastive(batch: Batch, config: LossConfig): number {
  if (config.objective.name !== 'contrastive') throw new Error('contrastive only');
  const { margin } = config.objective;
  const { positives, negatives } = batch.pairs
    ? listedPairs(batch.rows, batch.pairs)
    : {
        positives: sides(batch, config).flatMap((side) => side.positives),
        negatives: sides(batch, config).flatMap((side) => side.negatives),
      };
  return (
    mean(positives.map((d) => d ** 2 / 2)) +
    mean(negatives.map((d) => Math.max(0, margin - d) ** 2 / 2))
  );
}

function listedPairs(rows: Rows, { first, second, similar }: NonNullable<Batch['pairs']>) {
  const distances = first.map((i, pair) => distance(rows[i], rows[second[pair]]));
  return {
    positives: distances.filter((_, pair) => similar[pair] === 1),
    negatives: distances.filter((_, pair) => similar[pair] === 0),
  };
}

/** Wang & Isola 2020, sections 4.1.1 and 4.1.2. */
export function naiveAlignUniform({ rows }: Batch, { objective }: LossConfig): number {
  if (objective.name !== 'align-uniform') throw new Error('align-uniform only');
  const { alpha, t, align_weight: alignWeight, uniform_weight: uniformWeight } = objective;
  const half = rows.length / 2;
  const [x, y] = [rows.slice(0, half), rows.slice(half)];
  const uniformity = (view: Rows): number => {
    const potentials = view.flatMap((row, i) =>
      view.slice(i + 1).map((other) => Math.exp(-t * distance(row, other) ** 2)),
    );
    return Math.log(mean(potentials));
  };
  const alignment = mean(x.map((row, i) => distance(row, y[i]) ** alpha));
  return alignWeight * alignment + (uniformWeight * (uniformity(x) + uniformity(y))) / 2;
}

export function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((a, b) => a + b, 0) / values.length;
}
