// Rows, settings and derivatives that the oracles of this folder share.
import type { RunConfig } from '../../../src/engine/config/run-config';
import { parseConfig } from '../../../src/engine/config/load-config';
import { Random } from '../../../src/engine/random/random';

/** First views of the samples, then their second views; of any length. */
export type Rows = readonly (readonly number[])[];

export type LossConfig = Pick<RunConfig, 'objective' | 'negatives'>;

/** InfoNCE and how its negatives count. */
export interface LossSettings {
  readonly weighting: RunConfig['negatives']['weighting'];
  readonly temperature: number;
  readonly tauPlus: number;
  readonly beta: number;
  readonly detach: boolean;
}

export const uniform: LossSettings = {
  weighting: 'uniform',
  temperature: 0.5,
  tauPlus: 0.1,
  beta: 1,
  detach: false,
};
export const debiased: LossSettings = { ...uniform, weighting: 'debiased' };
export const hard: LossSettings = { ...uniform, weighting: 'hard' };

export function describeSettings({ weighting, temperature, ...rest }: LossSettings): string {
  const { tauPlus, beta, detach } = rest;
  const own = weighting === 'uniform' ? '' : ` τ⁺ ${tauPlus}`;
  const weights = weighting === 'hard' ? ` β ${beta}${detach ? ' detached' : ''}` : '';
  return `${weighting} t ${temperature}${own}${weights}`;
}

export function configOf(settings: LossSettings): LossConfig {
  const { weighting, temperature, tauPlus, beta, detach } = settings;
  return parseConfig('data: { train: none }', 'test', [
    `objective.temperature=${temperature}`,
    `negatives={ weighting: ${weighting}, tau_plus: ${tauPlus}, beta: ${beta}, detach_weights: ${detach} }`,
  ]);
}

/** Normal rows whose twins are near: the second view is the first plus `noise` times a normal one. */
export function pairedRows(samples: number, width: number, noise: number, name = 'rows'): Rows {
  const random = Random.stream(11, name, samples, width);
  const draw = (): number[] => Array.from({ length: width }, () => random.normal());
  const first = Array.from({ length: samples }, draw);
  const second = first.map((row) => row.map((value) => value + noise * random.normal()));
  return [...first, ...second].map((row) => row.map(Math.fround));
}

/** As the loss sees it: 0 with a row of zeros. */
export function cosine(a: readonly number[], b: readonly number[]): number {
  return dot(a, b) / Math.sqrt((dot(a, a) + 1e-24) * (dot(b, b) + 1e-24));
}

export function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, k) => sum + value * b[k], 0);
}

/** ∂f/∂rows by central differences of fourth order; the step follows each row's length. */
export function differences(f: (rows: Rows) => number, rows: Rows, step = 1e-4): number[][] {
  return rows.map((row, i) => {
    const h = step * Math.sqrt(dot(row, row));
    const at = (k: number, by: number): number =>
      f(rows.map((own, r) => (r === i ? own.with(k, own[k] + by) : own)));
    return row.map(
      (_, k) => (8 * (at(k, h) - at(k, -h)) - (at(k, 2 * h) - at(k, -2 * h))) / (12 * h),
    );
  });
}
