// What has to be known to read a comparison rightly, as sentences.
import type { Comparison } from '../../protocol/comparison';
import { pointsOf } from '../shared/curves/curve-values';
import type { Curve } from '../shared/curves/curves';
import { count } from '../shared/numbers';
import { testedOf } from './table-rows';
import { chance } from './winner';

export function notesOf(
  comparison: Comparison | undefined,
  curves: readonly Curve[],
): readonly string[] {
  if (!comparison) return [];
  const { differences } = comparison;
  const another = differences.some(({ setting }) => /^(objective|negatives|data)\b/.test(setting));
  const data = differences.some(({ setting }) => /^data\b/.test(setting));
  return [
    ...(another ? ['Losses of different objectives, negatives or data cannot be compared.'] : []),
    ...(data ? ['The runs were trained on different data.'] : []),
    ...noise(comparison, curves),
  ];
}

/** Of how many labelled rows the first accuracy is, and what follows from that. */
function noise({ runs }: Comparison, curves: readonly Curve[]): readonly string[] {
  const curve = curves.find(({ metric }) => metric.endsWith('_top1'));
  const run = runs.find((each) => testedOf(each) !== undefined);
  if (!curve || !run) return [];
  const tested = testedOf(run);
  const value = pointsOf(run.metrics, curve.metric).at(-1)?.value;
  const least = chance(curve.metric, { value, tested });
  if (tested === undefined || least === 0) return [];
  return [
    `${curve.label} is of ${count(tested)} labelled rows: differences under about ` +
      `${least.toFixed(least < 0.01 ? 3 : 2)} are chance and mark no winner.`,
  ];
}
