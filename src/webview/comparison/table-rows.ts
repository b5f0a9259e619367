// The rows of the comparison's table: a name and a cell for each run.
import type { ComparedRun, Comparison } from '../../protocol/comparison';
import { newestEpoch, pointAt, pointsOf } from '../shared/curves/curve-values';
import type { Curve } from '../shared/curves/curves';
import { winner } from './winner';

export interface TableRow {
  readonly name: string;
  readonly cells: readonly Cell[];
}

interface Cell {
  readonly text: string;
  /** Not as in the first run, or the best. */
  readonly stands: boolean;
  readonly best: boolean;
}

const NONE = '–';

export const differenceRows = (differences: Comparison['differences']): readonly TableRow[] =>
  differences.map(({ setting, values }) => ({
    name: setting,
    cells: values.map((value) => ({
      text: value ?? NONE,
      stands: value !== values[0],
      best: false,
    })),
  }));

/** What was measured last up to the epoch. */
export function epochRows(
  curves: readonly Curve[],
  runs: readonly ComparedRun[],
  epoch: number,
): readonly TableRow[] {
  return curves.map((curve) =>
    measuredRow(
      curve.label,
      curve,
      runs.map((run) => ({
        value: pointAt(pointsOf(run.metrics, curve.metric), epoch)?.value,
        tested: testedOf(run),
      })),
    ),
  );
}

/** The best accuracy of each run with its epoch, and how far the runs are. */
export function bestRows(
  curves: readonly Curve[],
  runs: readonly ComparedRun[],
): readonly TableRow[] {
  const accuracies = curves.filter(({ better }) => better === 'higher').slice(0, 1);
  const epochs = runs.map(({ metrics, epochs: all }) => `${newestEpoch(metrics)} of ${all}`);
  return [
    ...accuracies.flatMap((curve) => bestOf(curve, runs)),
    { name: 'Epochs', cells: epochs.map(plain) },
  ];
}

function bestOf(curve: Curve, runs: readonly ComparedRun[]): readonly TableRow[] {
  const best = runs.map((run) => {
    const points = pointsOf(run.metrics, curve.metric);
    return points.reduce<(typeof points)[number] | undefined>(
      (top, point) => (top === undefined || point.value > top.value ? point : top),
      undefined,
    );
  });
  const values = best.map((point, i) => ({ value: point?.value, tested: testedOf(runs[i]) }));
  const epochs = best.map((point) => String(point?.epoch ?? NONE));
  return [
    measuredRow(`Best ${curve.label}`, curve, values),
    { name: 'at epoch', cells: epochs.map(plain) },
  ];
}

function measuredRow(name: string, curve: Curve, values: Parameters<typeof winner>[1]): TableRow {
  const first = winner(curve, values);
  return {
    name,
    cells: values.map(({ value }, place) => ({
      text: value === undefined ? NONE : curve.format(value),
      stands: place === first,
      best: place === first,
    })),
  };
}

const plain = (text: string): Cell => ({ text, stands: false, best: false });

/** Labelled rows that the newest evaluation was of. */
export const testedOf = ({ metrics }: ComparedRun): number | undefined =>
  pointsOf(metrics, 'labelled_test').at(-1)?.value;
