// The training's progress for screen readers: epoch and kNN, at most every ten seconds.
import { announce } from '../../shared/announce';
import { fixed } from '../../shared/numbers';
import { useStateEffect } from '../../shared/use-state-effect';
import { run } from '../state';

export function useSpokenProgress(): void {
  useStateEffect(() => {
    const snapshot = run.value;
    if (snapshot?.state !== 'training' || snapshot.epochsDone === 0) return;
    const knn = snapshot.metrics.at(-1)?.knn_top1 ?? NaN;
    const accuracy = Number.isFinite(knn) ? `, kNN accuracy ${fixed(knn, 3)}` : '';
    announce(`Epoch ${snapshot.epochsDone} of ${snapshot.epochs}${accuracy}`, {
      topic: 'epoch',
      every: 10_000,
    });
  });
}
