// Names of classes on the map: a name without room is left out, the legend has it.
import { cssColour } from '../../shared/colour';
import type { ClassName } from './class-names';
import type { Scene } from './scene';

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
}

const HEIGHT = 16;

export function drawNames(
  scene: Scene,
  names: readonly ClassName[],
  nameOf: (label: number) => string,
): void {
  const { context, theme, size, place } = scene;
  const taken: Box[] = [];
  context.font = `600 12px ${theme.font}`;
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  for (const { label, x, y } of names) {
    const text = nameOf(label);
    const width = context.measureText(text).width;
    const [middleX, middleY] = place([x, y]);
    if (middleX < 0 || middleY < 0 || middleX > size.width || middleY > size.height) continue;
    const left = Math.min(Math.max(middleX - width / 2, 4), size.width - width - 4);
    const box = { left, top: middleY - HEIGHT / 2, width };
    if (taken.some((other) => overlap(box, other))) continue;
    taken.push(box);
    write(scene, text, [left, middleY]);
  }
}

function write({ context, theme }: Scene, text: string, [x, y]: readonly [number, number]): void {
  context.lineJoin = 'round';
  context.lineWidth = 4;
  context.strokeStyle = cssColour(theme.background, 0.85);
  context.strokeText(text, x, y);
  context.fillStyle = cssColour(theme.text);
  context.fillText(text, x, y);
}

const overlap = (a: Box, b: Box): boolean =>
  Math.abs(a.top - b.top) < HEIGHT &&
  a.left < b.left + b.width + 4 &&
  b.left < a.left + a.width + 4;
