// How uPlot is asked to draw: colours by value from the theme, read whenever it draws.
import type uPlot from 'uplot';
import { cssColour } from '../colour';
import { theme } from '../theme';
import { axisNumber } from './axis-number';
import type { ChartLine } from './chart-line';
import { drawMark } from './draw-mark';

interface Wishes {
  readonly lines: readonly ChartLine[];
  readonly reach: readonly [number, number];
  readonly pointer: { value: number | undefined };
  readonly mark: () => number | undefined;
  readonly onPick: (x: number) => void;
  readonly xTick?: (x: number) => string;
}

/** `wishes.current` may change as long as its lines look the same. */
export function chartOptions(wishes: {
  readonly current: Wishes;
}): Omit<uPlot.Options, 'width' | 'height'> {
  const { lines, reach } = wishes.current;
  return {
    scales: { x: { time: false, min: reach[0], max: reach[1] }, y: { range: roomAbove } },
    legend: { show: false },
    padding: [8, 12, 0, 0],
    axes: [
      {
        ...axis({ size: 24, space: 56 }),
        // Only whole epochs.
        incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000],
        values: (_, splits) => splits.map(wishes.current.xTick ?? String),
      },
      axis({ size: 52, space: 28 }),
    ],
    series: [{}, ...lines.map((line) => series(line, wishes))],
    cursor: {
      y: false,
      points: { size: 7, fill: (_, i) => colourOf(wishes.current.lines[i - 1]) },
      drag: { x: true, y: false, setScale: true },
      // Its own shows only as far as data reach.
      bind: { dblclick: () => null },
    },
    hooks: {
      setCursor: [
        (plot) => {
          // Only the pointer's own moves count: others come from the signal.
          if (!plot.over.matches(':hover')) return;
          const { idx } = plot.cursor;
          wishes.current.pointer.value = typeof idx === 'number' ? plot.data[0][idx] : undefined;
        },
      ],
      draw: [
        (plot) => {
          drawMark(plot, wishes.current.mark(), wishes.current.lines);
        },
      ],
      ready: [
        (plot) => {
          pickByClick(plot, wishes);
        },
      ],
    },
  };
}

function series(line: ChartLine, wishes: { readonly current: Wishes }): uPlot.Series {
  return {
    label: line.label,
    width: line.width ?? 1.5,
    ...(line.dash && { dash: [...line.dash] }),
    spanGaps: true,
    stroke: (_, i) => colourOf(wishes.current.lines[i - 1]),
    points: { show: line.values.filter((value) => value !== null).length === 1, size: 5 },
  };
}

function axis({ size, space }: { readonly size: number; readonly space: number }): uPlot.Axis {
  return {
    size,
    space,
    gap: 6,
    // The page's own font; the canvas knows no variables.
    font: `11px ${theme.peek().font}`,
    stroke: () => cssColour(theme.peek().dim),
    grid: { stroke: () => cssColour(theme.peek().grid), width: 1 },
    ticks: { show: false },
    values: (_, splits) => splits.map((value) => axisNumber(value, splits)),
  };
}

const colourOf = (line: ChartLine | undefined): string =>
  line ? cssColour(line.colour(theme.peek())) : 'transparent';

/** A twentieth of the span above and below, so that no line lies on the frame. */
function roomAbove(_: uPlot, low: number | null, high: number | null): uPlot.Range.MinMax {
  if (low === null || high === null) return [0, 1];
  const room = (high - low || Math.abs(high) || 1) / 20;
  return [low - room, high + room];
}

/** A click moves the mark, a drag zooms, a double click shows all and leaves the mark where it was. */
function pickByClick(plot: uPlot, wishes: { readonly current: Wishes }): void {
  let from: number | undefined;
  let before: number | undefined;
  plot.over.addEventListener('pointerdown', ({ clientX }) => (from = clientX));
  plot.over.addEventListener('click', ({ clientX, detail }) => {
    const { idx } = plot.cursor;
    if (from === undefined || Math.abs(clientX - from) > 3 || typeof idx !== 'number') return;
    if (detail === 1) before = wishes.current.mark();
    wishes.current.onPick(plot.data[0][idx]);
  });
  plot.over.addEventListener('dblclick', () => {
    if (before !== undefined) wishes.current.onPick(before);
  });
  plot.over.addEventListener('pointerleave', () => (wishes.current.pointer.value = undefined));
}
