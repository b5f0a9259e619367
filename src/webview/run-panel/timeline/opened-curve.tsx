// One curve at full height, in place of the map: axes, zoom by drag, smoothing, epochs or steps, and
// export. The lanes below stay: pointer and playhead are the same. Nothing while no curve is open.
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { Chart } from '../../shared/chart/chart';
import type { ChartView } from '../../shared/chart/chart-view';
import { run } from '../state';
import { closeCurve, openedCurve } from './opened';
import { curvesOf, type Curve } from '../../shared/curves/curves';
import { curveLines, stepAt } from './curve-lines';
import { hovered, lastEpoch, newest, playhead, scrubTo } from './playhead';
import { CurveTools, type CurveAxis } from './curve-tools';
import { pause } from './play';
import './opened-curve.css';

export function OpenedCurve(): JSX.Element | null {
  const curves = run.value ? curvesOf(run.value.metrics, run.value.samples.kind) : [];
  const curve = curves.find(({ metric }) => metric === openedCurve.value);
  return curve ? <FullCurve key={curve.metric} curve={curve} /> : null;
}

function FullCurve({ curve }: { readonly curve: Curve }): JSX.Element {
  const root = useRef<HTMLElement>(null);
  const view = useRef<ChartView>(undefined);
  const smoothing = useSignal(0);
  const axis = useSignal<CurveAxis>('epoch');
  const rows = run.value?.metrics ?? [];
  const [strength, along] = [smoothing.value, axis.value];
  const plotted = useMemo(() => curveLines(rows, curve, strength), [rows, curve.metric, strength]);
  useLayoutEffect(() => root.current?.focus(), []);
  return (
    <section
      class="opened-curve"
      ref={root}
      tabIndex={-1}
      aria-label={curve.label}
      onKeyDown={(event) => {
        const inTools = event.target !== event.currentTarget && event.key !== 'Escape';
        if (inTools || !curveKey(event, view.current)) return;
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      <CurveTools curve={curve} smoothing={smoothing} axis={axis} view={view} plotted={plotted} />
      <Chart
        label={`${curve.label} by ${along}, up to epoch ${newest.value}`}
        x={plotted.epochs}
        lines={plotted.lines}
        reach={[1, lastEpoch.value]}
        pointer={hovered}
        mark={() => (newest.value > 0 ? playhead.value : undefined)}
        {...(along === 'step' && { xTick: (epoch: number) => stepAt(rows, epoch) })}
        onPick={(epoch) => {
          pause();
          scrubTo(epoch);
        }}
        view={view}
      />
    </section>
  );
}

/** Zoom and pan by keys, around the playhead. */
function curveKey({ key, shiftKey }: KeyboardEvent, view: ChartView | undefined): boolean {
  const move = (by: number): void => {
    pause();
    if (shiftKey) view?.pan(by / 10);
    else scrubTo(playhead.value + by);
  };
  const actions: Readonly<Record<string, () => void>> = {
    Escape: closeCurve,
    '+': () => view?.zoomBy(0.5, playhead.value),
    '-': () => view?.zoomBy(2, playhead.value),
    '0': () => view?.fit(),
    ArrowLeft: () => {
      move(-1);
    },
    ArrowRight: () => {
      move(1);
    },
  };
  if (!(key in actions)) return false;
  actions[key]();
  return true;
}
