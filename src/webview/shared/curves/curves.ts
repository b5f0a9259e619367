// The curves that a run can have, in the order of their lanes, and how their values are written.
import { count, exponential, fixed } from '../numbers';
import type { Rows } from './curve-values';

export interface Curve {
  /** As the run's metrics call it. */
  readonly metric: string;
  readonly label: string;
  /** A few words under the label. */
  readonly hint: string;
  /** Where one of two values is the better one. */
  readonly better?: 'lower' | 'higher';
  readonly format: (value: number) => string;
  /** What is written under the value at the playhead. */
  readonly beside: 'from' | 'best' | 'peak' | 'mean';
}

/** How the figures of an epoch are written, everywhere the same. */
const written: Readonly<Record<string, (value: number) => string>> = {
  loss: (value) => fixed(value, 3),
  knn_top1: (value) => fixed(value, 3),
  probe_top1: (value) => fixed(value, 3),
  alignment: (value) => fixed(value, 3),
  uniformity: (value) => fixed(value, 2),
  effective_rank: (value) => fixed(value, 1),
  learning_rate: exponential,
  samples_per_second: (value) => (Number.isFinite(value) ? count(Math.round(value)) : '–'),
};

const lower = { hint: 'lower is better', better: 'lower' } as const;
const higher = { hint: 'higher is better', better: 'higher' } as const;

const known: readonly Omit<Curve, 'format'>[] = [
  { metric: 'loss', label: 'Loss', ...lower, beside: 'from' },
  { metric: 'knn_top1', label: 'kNN accuracy', ...higher, beside: 'best' },
  { metric: 'probe_top1', label: 'Probe accuracy', ...higher, beside: 'best' },
  { metric: 'alignment', label: 'Alignment', ...lower, beside: 'from' },
  { metric: 'uniformity', label: 'Uniformity', ...lower, beside: 'from' },
  { metric: 'effective_rank', label: 'Effective rank', ...higher, beside: 'from' },
  { metric: 'learning_rate', label: 'Learning rate', hint: 'by the schedule', beside: 'peak' },
  { metric: 'samples_per_second', label: 'Speed', hint: 'samples per second', beside: 'mean' },
];

/** Those that have a value at some epoch. `kind`: what the samples are. */
export function curvesOf(rows: Rows, kind: 'image' | 'vector'): readonly Curve[] {
  return known
    .filter(({ metric }) => rows.some((row) => Number.isFinite(row[metric])))
    .map((curve) => ({ ...curve, format: written[curve.metric] }))
    .map((curve) =>
      curve.metric === 'samples_per_second' && kind === 'image'
        ? { ...curve, hint: 'images per second' }
        : curve,
    );
}
