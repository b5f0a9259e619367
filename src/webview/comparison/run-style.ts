// How each run is drawn: colour and dashes, so that nothing is told by colour alone.
import type { Rgb } from '../shared/colour';
import type { Theme } from '../shared/theme';

/** Places in the class palette that are told apart best as lines. */
const colours = [1, 9, 10, 4, 6, 7];
const dashes: readonly (readonly number[])[] = [[], [6, 3], [2, 2], [8, 2, 2, 2]];

export interface RunStyle {
  readonly colour: (theme: Theme) => Rgb;
  /** For the style sheet. */
  readonly variable: string;
  readonly dash: readonly number[];
}

/** `place`: of the run in the comparison; beyond twelve they repeat. */
export function runStyle(place: number): RunStyle {
  const colour = colours[place % colours.length];
  return {
    colour: ({ classes }) => classes[colour - 1],
    variable: `var(--ns-class-${colour})`,
    dash: dashes[place % dashes.length],
  };
}
