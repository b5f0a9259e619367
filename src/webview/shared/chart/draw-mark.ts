// The playhead of a chart: a line, and a dot on each line of the chart.
import type uPlot from 'uplot';
import { cssColour } from '../colour';
import { theme } from '../theme';
import type { ChartLine } from './chart-line';

export function drawMark(plot: uPlot, at: number | undefined, lines: readonly ChartLine[]): void {
  const { min = 0, max = 0 } = plot.scales.x;
  if (at === undefined || at < min || at > max) return;
  const { ctx, bbox } = plot;
  const { accent, background } = theme.peek();
  const unit = devicePixelRatio;
  const x = plot.valToPos(at, 'x', true);
  ctx.save();
  ctx.fillStyle = cssColour(accent);
  ctx.fillRect(Math.round(x - unit / 2), bbox.top, Math.max(1, Math.round(unit)), bbox.height);
  lines.forEach(({ quiet = false, values, colour }, i) => {
    const value = quiet ? null : valueAt(plot.data[0], values, at);
    if (value === null) return;
    ctx.beginPath();
    ctx.arc(x, plot.valToPos(value, plot.series[i + 1].scale ?? 'y', true), 3.5 * unit, 0, 7);
    ctx.fillStyle = cssColour(colour(theme.peek()));
    ctx.strokeStyle = cssColour(background);
    ctx.lineWidth = unit;
    ctx.fill();
    ctx.stroke();
  });
  ctx.restore();
}

function valueAt(
  xs: ArrayLike<number>,
  values: readonly (number | null)[],
  at: number,
): number | null {
  for (let i = 0; i < xs.length; i++) if (xs[i] === at) return values[i] ?? null;
  return null;
}
