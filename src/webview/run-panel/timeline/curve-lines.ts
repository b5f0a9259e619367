// A curve as lines of a chart: as measured, and smoothed over it where that is wished.
import type { RunSnapshot } from '../../../protocol/run-view';
import type { ChartLine } from '../../shared/chart/chart-line';
import { smooth } from '../../shared/chart/smooth';
import { count } from '../../shared/numbers';
import { epochOf } from '../../shared/curves/curve-values';
import type { Curve } from '../../shared/curves/curves';

type Rows = RunSnapshot['metrics'];

export interface PlottedCurve {
  readonly epochs: readonly number[];
  readonly measured: readonly (number | null)[];
  /** Equal to what was measured where nothing is smoothed. */
  readonly smoothed: readonly (number | null)[];
  readonly lines: readonly ChartLine[];
}

/** `strength`: of the smoothing, in [0, 1). */
export function curveLines(rows: Rows, { metric, label }: Curve, strength: number): PlottedCurve {
  const epochs = rows.map(epochOf);
  const measured = rows.map((row) => finite(row[metric]));
  const smoothed = smooth(measured, strength);
  const quiet: ChartLine = {
    label: 'as measured',
    values: measured,
    colour: ({ track }) => track,
    quiet: true,
  };
  const main: ChartLine = { label, values: smoothed, colour: ({ text }) => text };
  return { epochs, measured, smoothed, lines: strength > 0 ? [quiet, main] : [main] };
}

/** Optimiser steps done after an epoch, from the rows' own count; between epochs in proportion. */
export function stepAt(rows: Rows, epoch: number): string {
  const last = rows.at(-1);
  if (last?.step === undefined) return '';
  return count(Math.round((epoch * last.step) / epochOf(last, rows.length - 1)));
}

const finite = (value: number | undefined): number | null =>
  value !== undefined && Number.isFinite(value) ? value : null;
