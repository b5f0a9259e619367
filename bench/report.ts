// What a section of the bench found, as a table and as JSON.
import type { Duel, Spread } from './alternate';

export interface Section {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Sentences under the table. */
  readonly notes: readonly string[];
  /** The same figures unrounded. */
  readonly figures: unknown;
}

/** The first column to the left, the others to the right; two spaces between. */
export function table({ title, columns, rows, notes }: Section): string {
  const lines = [columns, ...rows];
  const widths = columns.map((_, c) => Math.max(...lines.map((line) => line[c].length)));
  const aligned = lines.map((line) =>
    line
      .map((cell, c) => (c === 0 ? cell.padEnd(widths[c]) : cell.padStart(widths[c])))
      .join('  ')
      .trimEnd(),
  );
  return [title, ...aligned, ...notes].join('\n') + '\n';
}

export const duelColumns = ['ours', 'PyTorch', 'ours is (quartiles)'];

/** Cells for `duelColumns`; in milliseconds less is better, in things per second more. */
export function duelCells({ ours, theirs, ratio }: Duel, unit: 'ms' | 'per second'): string[] {
  const digits = unit === 'ms' ? 2 : 0;
  if (theirs === undefined || ratio === undefined) return [ours.toFixed(digits), '', ''];
  const faster = unit === 'ms' ? inverse(ratio) : ratio;
  return [ours.toFixed(digits), theirs.toFixed(digits), times(faster)];
}

/** `1.23× as fast (1.20…1.27)`. */
export function times({ median, low, high }: Spread): string {
  return `${median.toFixed(2)}× as fast (${low.toFixed(2)}…${high.toFixed(2)})`;
}

export function inverse({ median, low, high }: Spread): Spread {
  return { median: 1 / median, low: 1 / high, high: 1 / low };
}
