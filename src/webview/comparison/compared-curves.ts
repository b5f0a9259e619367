// Which curves a comparison shows, the one that counts most first.
import type { ComparedRun } from '../../protocol/comparison';
import { curvesOf, type Curve } from '../shared/curves/curves';

const shown = ['knn_top1', 'probe_top1', 'alignment', 'uniformity', 'effective_rank', 'loss'];

/** Those that any of the runs has. */
export function comparedCurves(runs: readonly ComparedRun[]): readonly Curve[] {
  const all = curvesOf(
    runs.flatMap(({ metrics }) => metrics),
    'vector',
  );
  return shown.flatMap((metric) => all.find((curve) => curve.metric === metric) ?? []);
}
