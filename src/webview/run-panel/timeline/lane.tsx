// One curve as a lane: its label opens it at full height, its value is the one at the playhead, or at
// the epoch that the pointer is over.
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { run } from '../state';
import { besideValue, pointAt, pointsOf, type CurvePoint } from '../../shared/curves/curve-values';
import type { Curve } from '../../shared/curves/curves';
import { followPointer } from './follow-pointer';
import { LanePlot } from './lane-plot';
import { openCurve, openedCurve } from './opened';
import { hovered, playhead } from './playhead';

export function Lane({ curve }: { readonly curve: Curve }): JSX.Element {
  const axis = useRef<HTMLDivElement>(null);
  const points = pointsOf(run.value?.metrics ?? [], curve.metric);
  return (
    <div class="lane">
      <button
        type="button"
        class="lane-label"
        aria-expanded={openedCurve.value === curve.metric}
        title={`Open ${curve.label} at full height`}
        onClick={() => {
          openCurve(curve.metric);
        }}
      >
        <span class="cut">{curve.label}</span>
        <small class="cut">{curve.hint}</small>
      </button>
      <div class="lane-plot" ref={axis} {...followPointer(axis)}>
        <LanePlot curve={curve} points={points} />
      </div>
      <LaneValue curve={curve} points={points} />
    </div>
  );
}

interface LaneValueProps {
  readonly curve: Curve;
  readonly points: readonly CurvePoint[];
}

/** Where the epoch itself was not measured, what was measured last, and when. */
function LaneValue({ curve, points }: LaneValueProps): JSX.Element {
  const epoch = hovered.value ?? playhead.value;
  const point = pointAt(points, epoch);
  const asked = hovered.value !== undefined || (point && point.epoch !== epoch);
  const small = point && asked ? `at epoch ${point.epoch}` : besideValue(curve, points);
  return (
    <div class="lane-value figures">
      {point ? curve.format(point.value) : '–'}
      <small>{small}</small>
    </div>
  );
}
