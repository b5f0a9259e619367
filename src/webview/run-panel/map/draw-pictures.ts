// Pictures in the place of points. Frame: the class; second frame: anchor, flagged, or negative.
import { cssColour, type Rgb } from '../../shared/colour';
import type { Drawable } from '../pictures';
import { shownSize } from '../picture-size';
import type { Placed } from './choose-pictures';
import type { Scene } from './scene';

/** Pixels of the page for the longer side. */
export const PICTURE_ROOM = 32;
/** With both frames and a little air. */
export const PICTURE_SIDE = 46;

export interface Frames {
  readonly ofClass: (row: number) => Rgb;
  /** Undefined: no second frame. */
  readonly second: (row: number) => { readonly colour: Rgb; readonly width: number } | undefined;
}

export function drawPictures(
  scene: Scene,
  placed: readonly Placed[],
  pictureOf: (row: number) => Drawable,
  frames: Frames,
): void {
  scene.context.imageSmoothingQuality = 'high';
  // The first are the weightiest: they are drawn last.
  for (const { row, at } of placed.toReversed()) {
    const drawable = pictureOf(row);
    if (drawable) drawPicture(scene, at, drawable, frames, row);
  }
}

function drawPicture(
  { context, theme }: Scene,
  [x, y]: readonly [number, number],
  drawable: HTMLCanvasElement,
  frames: Frames,
  row: number,
): void {
  const { width, height, pixelated } = shownSize(drawable.width, drawable.height, PICTURE_ROOM);
  const [left, top] = [Math.round(x - width / 2), Math.round(y - height / 2)];
  const frame = (outside: number, colour: Rgb): void => {
    context.fillStyle = cssColour(colour);
    context.fillRect(left - outside, top - outside, width + 2 * outside, height + 2 * outside);
  };
  const second = frames.second(row);
  if (second) frame(4 + second.width, second.colour);
  frame(second ? 4 : 3, theme.background);
  frame(2, frames.ofClass(row));
  context.imageSmoothingEnabled = !pixelated;
  context.drawImage(drawable, left, top, width, height);
}
