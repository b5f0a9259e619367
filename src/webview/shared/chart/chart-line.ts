// One line of a chart.
import type { Rgb } from '../colour';
import type { Theme } from '../theme';

export interface ChartLine {
  readonly label: string;
  /** One for each x; null where there is none: the line goes on to the next one. */
  readonly values: readonly (number | null)[];
  readonly colour: (theme: Theme) => Rgb;
  /** Lengths of strokes and gaps. */
  readonly dash?: readonly number[];
  readonly width?: number;
  /** Not marked at the playhead and the pointer. */
  readonly quiet?: boolean;
}
