// The runs' curves over each other: one large chart of what counts most, the others small.
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { ComparedRun } from '../../protocol/comparison';
import { Chart } from '../shared/chart/chart';
import type { ChartLine } from '../shared/chart/chart-line';
import type { Curve } from '../shared/curves/curves';
import { epochOf } from '../shared/curves/curve-values';
import { comparedCurves } from './compared-curves';
import { runStyle } from './run-style';
import { chooseEpoch, epoch, lastEpoch, pointer, runs } from './state';

export function Charts(): JSX.Element {
  const curves = comparedCurves(runs.value);
  return (
    <div class="charts" role="group" aria-label="Curves">
      {curves.length === 0 && <p class="dim">The curves begin when the first epoch is done.</p>}
      {curves.map((curve, i) => (
        <ComparedChart key={curve.metric} curve={curve} large={i === 0} />
      ))}
    </div>
  );
}

interface ComparedChartProps {
  readonly curve: Curve;
  readonly large: boolean;
}

function ComparedChart({ curve, large }: ComparedChartProps): JSX.Element {
  const { label, metric, hint } = curve;
  const last = lastEpoch.value;
  const shown = runs.value;
  const x = useMemo(() => Array.from({ length: last }, (_, i) => i + 1), [last]);
  const lines = useMemo(
    () => shown.map((run, place) => lineOf(run, place, metric, { last, large })),
    [shown, last, metric],
  );
  return (
    <figure class={large ? 'compared compared-large' : 'compared'}>
      <figcaption>
        <strong>{label}</strong>
        <span class="caption dim cut">
          {metric === 'loss' ? 'each by its own objective' : hint}
        </span>
      </figcaption>
      <Chart
        label={`${label} of ${shown.map(({ name }) => name).join(', ')} by epoch`}
        x={x}
        lines={lines}
        reach={[1, last]}
        pointer={pointer}
        mark={() => (epoch.value > 0 ? epoch.value : undefined)}
        onPick={chooseEpoch}
      />
    </figure>
  );
}

interface Size {
  readonly last: number;
  readonly large: boolean;
}

function lineOf(
  { name, metrics }: ComparedRun,
  place: number,
  metric: string,
  { last, large }: Size,
): ChartLine {
  const { colour, dash } = runStyle(place);
  const values = Array<number | null>(last).fill(null);
  metrics.forEach((row: Partial<(typeof metrics)[number]>, i) => {
    const value = row[metric];
    if (value !== undefined && Number.isFinite(value)) values[epochOf(row, i) - 1] = value;
  });
  return { label: name, values, colour, dash, width: large ? 2 : 1.5 };
}
