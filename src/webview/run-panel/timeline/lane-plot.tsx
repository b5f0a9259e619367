// A lane's drawing. In a box of its own units that is stretched over the lane: nothing is measured,
// so nothing is drawn anew when the panel changes its size.
import type { JSX } from 'preact';
import { pointAt, rangeOf, type CurvePoint } from '../../shared/curves/curve-values';
import type { Curve } from '../../shared/curves/curves';
import { hovered, placeOf, playhead } from './playhead';

const WIDTH = 1000;
const HEIGHT = 100;

interface LanePlotProps {
  readonly curve: Curve;
  readonly points: readonly CurvePoint[];
}

export function LanePlot({ curve, points }: LanePlotProps): JSX.Element {
  const range = rangeOf(points, curve.metric);
  /** From the top, 0 … 1. */
  const heightOf = (value: number): number =>
    range.high > range.low ? (range.high - value) / (range.high - range.low) : 0.5;
  const path = points
    .map(({ epoch, value }, i) => {
      const place = `${(WIDTH * placeOf(epoch)).toFixed(1)} ${(HEIGHT * heightOf(value)).toFixed(2)}`;
      return `${i === 0 ? 'M' : 'L'}${place}`;
    })
    .join('');
  const at = pointAt(points, playhead.value);
  return (
    <>
      <div class="lane-curve">
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
          {/* A line of no length: a curve of one point is a dot. */}
          <path d={`${path}h0`} />
        </svg>
        {at && <Dot left={placeOf(at.epoch)} top={heightOf(at.value)} />}
      </div>
      {hovered.value !== undefined && <Line name="lane-hair" at={hovered.value} />}
      {points.length > 0 && <Line name="lane-head" at={playhead.value} />}
      <span class="lane-high caption dim figures">{curve.format(range.high)}</span>
      <span class="lane-low caption dim figures">{curve.format(range.low)}</span>
    </>
  );
}

const Dot = ({ left, top }: { readonly left: number; readonly top: number }): JSX.Element => (
  <i class="lane-dot" style={{ left: `${100 * left}%`, top: `${100 * top}%` }} />
);

const Line = ({ name, at }: { readonly name: string; readonly at: number }): JSX.Element => (
  <i class={name} style={{ left: `${100 * placeOf(at)}%` }} />
);
