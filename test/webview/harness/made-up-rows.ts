// Metrics of runs that never happened: curves that fall or rise and tremble, another for each place.
import { Random } from '../../../src/engine/random/random';

/** A row for each epoch from 1. Accuracies are measured every second epoch. */
export function madeUpRows(
  epochs: number,
  place: number,
): readonly Readonly<Record<string, number>>[] {
  const random = Random.stream(1, 'rows', place);
  const noise = (size: number): number => size * random.normal();
  return Array.from({ length: epochs }, (_, i) => {
    const epoch = i + 1;
    const learnt = 1 - Math.exp(-epoch / (6 + place));
    const evaluated = epoch % 2 === 0 || epoch === 1;
    return {
      epoch,
      step: epoch * 11,
      loss: 6.1 - 0.1 * place - (1.1 + 0.1 * place) * learnt + noise(0.01),
      learning_rate: 1e-3 * Math.min(epoch / 5, 1),
      ...(evaluated && {
        knn_top1: 0.66 + (0.1 - 0.004 * place) * learnt + noise(0.004),
        labelled_test: 900,
        alignment: 0.05 + (0.4 - 0.05 * place) * learnt + noise(0.01),
        uniformity: -0.1 - (3 - 0.2 * place) * learnt + noise(0.03),
        effective_rank: 4 + (20 - 3 * place) * learnt + noise(0.3),
      }),
    };
  });
}
