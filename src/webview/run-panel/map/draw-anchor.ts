// The anchor's ring, lines to its negatives, and their rings: flagged ones amber, the one in focus
// with a second ring.
import type { AnchorReport, NegativeReport } from '../../../protocol/run-view';
import { cssColour, type Rgb } from '../../shared/colour';
import type { Point } from './camera';
import type { Scene } from './scene';

export interface AnchorMarks {
  readonly anchor: number;
  readonly report: AnchorReport | undefined;
  /** Rank of the negative in focus. */
  readonly rank: number;
}

/** Under the pictures. */
export function drawLines(scene: Scene, { anchor, report }: AnchorMarks): void {
  const { context, theme, at } = scene;
  const [ax, ay] = at(anchor);
  context.beginPath();
  for (const { index } of report?.negatives ?? []) {
    context.moveTo(ax, ay);
    context.lineTo(...at(index));
  }
  context.lineWidth = 1;
  context.strokeStyle = cssColour(theme.text, 0.35);
  context.stroke();
}

export function drawRings(scene: Scene, { anchor, report, rank }: AnchorMarks): void {
  const { theme, radius, at } = scene;
  // The hardest lie on top.
  for (const negative of report?.negatives.toReversed() ?? []) {
    const colour = negative.flagged ? theme.flag : theme.text;
    ring(scene, at(negative.index), { radius: radius + 2.5, width: 1.5, colour });
    if (negative.rank === rank) ringFocus(scene, negative);
  }
  ring(scene, at(anchor), { radius: radius + 4, width: 2.5, colour: theme.accent });
}

function ringFocus(scene: Scene, { index }: NegativeReport): void {
  const { theme, radius, at } = scene;
  ring(scene, at(index), { radius: radius + 6, width: 1.5, colour: theme.text });
}

interface Ring {
  readonly radius: number;
  readonly width: number;
  readonly colour: Rgb;
}

/** With a line of the background around it, so that it stands out of a crowd. */
export function ring(
  { context, theme }: Scene,
  [x, y]: Point,
  { radius, width, colour }: Ring,
): void {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.lineWidth = width + 2;
  context.strokeStyle = cssColour(theme.background);
  context.stroke();
  context.lineWidth = width;
  context.strokeStyle = cssColour(colour);
  context.stroke();
}
