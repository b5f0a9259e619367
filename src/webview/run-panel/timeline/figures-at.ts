// An epoch's first figures in words, for screen readers.
import { run } from '../state';
import { pointAt, pointsOf } from '../../shared/curves/curve-values';
import { curvesOf } from '../../shared/curves/curves';

/** `, Loss 4.955, kNN accuracy 0.760`: of the first two curves. */
export function figuresAt(epoch: number): string {
  const snapshot = run.value;
  if (!snapshot) return '';
  const figures = curvesOf(snapshot.metrics, snapshot.samples.kind)
    .slice(0, 2)
    .map(({ metric, label, format }) => {
      const point = pointAt(pointsOf(snapshot.metrics, metric), epoch);
      return point ? `, ${label} ${format(point.value)}` : '';
    });
  return figures.join('');
}
