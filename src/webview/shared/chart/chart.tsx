// Lines over epochs in a frame with axes: zoom by drag, double click shows all, one pointer line for
// every chart that shares a signal. Drawn by uPlot in the colours of the theme.
import { effect, type Signal } from '@preact/signals';
import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type uPlot from 'uplot';
import { theme } from '../theme';
import { chartOptions } from './chart-options';
import type { ChartLine } from './chart-line';
import { ChartView } from './chart-view';
import 'uplot/dist/uPlot.min.css';
import './chart.css';

export interface ChartProps {
  /** What the chart shows, for those who cannot see it. */
  readonly label: string;
  /** Rising. */
  readonly x: readonly number[];
  readonly lines: readonly ChartLine[];
  /** How far the axis reaches, also where nothing is yet. */
  readonly reach: readonly [number, number];
  /** The x under the pointer, here or on whatever else shares it. */
  readonly pointer: Signal<number | undefined>;
  /** The x that is marked. */
  readonly mark: () => number | undefined;
  readonly onPick: (x: number) => void;
  /** How numbers are written under the axis, where not as they are. */
  readonly xTick?: (x: number) => string;
  readonly view?: { current: ChartView | undefined };
}

export function Chart(props: ChartProps): JSX.Element {
  const frame = useRef<HTMLDivElement>(null);
  const view = useRef<ChartView>(undefined);
  const latest = useRef(props);
  latest.current = props;
  const styles = props.lines.map(({ label, dash, width }) => [label, dash, width]);
  useLayoutEffect(() => {
    if (!frame.current) return undefined;
    const made = new ChartView(frame.current, chartOptions(latest), dataOf(latest.current));
    view.current = made;
    if (props.view) props.view.current = made;
    const stops = [made.follow(props.pointer), watch(made, latest)];
    return () => {
      for (const stop of stops) stop();
      made.destroy();
    };
    // uPlot knows its lines from the start: others are another chart.
  }, [JSON.stringify(styles)]);
  useLayoutEffect(() => {
    view.current?.show(dataOf(props), props.reach);
  }, [props.x, props.lines, ...props.reach]);
  return <div class="chart" ref={frame} role="img" aria-label={props.label} />;
}

/** Draws again when the theme or the mark changes. */
function watch(view: ChartView, props: { readonly current: ChartProps }): () => void {
  return effect(() => {
    props.current.mark();
    view.drawIn(theme.value);
  });
}

function dataOf({ x, lines }: ChartProps): uPlot.AlignedData {
  return [x as number[], ...lines.map(({ values }) => values as (number | null)[])];
}
