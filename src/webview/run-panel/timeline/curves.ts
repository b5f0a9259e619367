// The curves that a run can have, in the order of their lanes, and how their values are written.
import type { RunSnapshot } from '../../../protocol/run-view';
import { count, exponential, fixed } from '../../shared/numbers';

export interface Curve {
  /** As the run's metrics call it. */
  readonly metric: string;
  readonly label: string;
  /** A few words under the label. */
  readonly hint: string;
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

const lower = 'lower is better';
const higher = 'higher is better';

const known: readonly Omit<Curve, 'format'>[] = [
  { metric: 'loss', label: 'Loss', hint: lower, beside: 'from' },
  { metric: 'knn_top1', label: 'kNN accuracy', hint: higher, beside: 'best' },
  { metric: 'probe_top1', label: 'Probe accuracy', hint: higher, beside: 'best' },
  { metric: 'alignment', label: 'Alignment', hint: lower, beside: 'from' },
  { metric: 'uniformity', label: 'Uniformity', hint: lower, beside: 'from' },
  { metric: 'effective_rank', label: 'Effective rank', hint: higher, beside: 'from' },
  { metric: 'learning_rate', label: 'Learning rate', hint: 'by the schedule', beside: 'peak' },
  { metric: 'samples_per_second', label: 'Samples per second', hint: 'speed', beside: 'mean' },
];

/** Those that have a value at some epoch. */
export function curvesOf({ metrics, samples }: RunSnapshot): readonly Curve[] {
  return known
    .filter(({ metric }) => metrics.some((row) => Number.isFinite(row[metric])))
    .map((curve) => ({ ...curve, format: written[curve.metric] }))
    .map((curve) =>
      curve.metric === 'samples_per_second' && samples.kind === 'image'
        ? { ...curve, label: 'Images per second' }
        : curve,
    );
}
