// What the hand is doing: the crosshair of the keys, the ring under the pointer, the lasso.
import { cssColour } from '../../shared/colour';
import { ring } from './draw-anchor';
import type { Point } from './camera';
import type { Scene } from './scene';

export function drawCrosshair({ context, size, theme, radius, at }: Scene, row: number): void {
  const [x, y] = at(row);
  const gap = radius + 6;
  context.beginPath();
  for (const [x1, y1, x2, y2] of [
    [0, y, x - gap, y],
    [x + gap, y, size.width, y],
    [x, 0, x, y - gap],
    [x, y + gap, x, size.height],
  ]) {
    context.moveTo(x1, y1);
    context.lineTo(x2, y2);
  }
  context.lineWidth = 1;
  context.strokeStyle = cssColour(theme.accent, 0.7);
  context.stroke();
  context.beginPath();
  context.arc(x, y, gap, 0, 2 * Math.PI);
  context.lineWidth = 1.5;
  context.strokeStyle = cssColour(theme.accent);
  context.stroke();
}

export function drawHovered(scene: Scene, row: number): void {
  ring(scene, scene.at(row), { radius: scene.radius + 4, width: 2, colour: scene.theme.text });
}

export function drawLasso({ context, theme, place }: Scene, path: readonly Point[]): void {
  context.beginPath();
  for (const point of path) context.lineTo(...place(point));
  context.closePath();
  context.fillStyle = cssColour(theme.accent, 0.12);
  context.fill();
  context.setLineDash([4, 3]);
  context.lineWidth = 1.5;
  context.strokeStyle = cssColour(theme.accent);
  context.stroke();
  context.setLineDash([]);
}

/** Rows that the lasso has caught. */
export function drawCaught({ context, theme, radius, at }: Scene, rows: readonly number[]): void {
  context.beginPath();
  for (const row of rows) {
    const [x, y] = at(row);
    context.moveTo(x + radius + 1.5, y);
    context.arc(x, y, radius + 1.5, 0, 2 * Math.PI);
  }
  context.lineWidth = 1;
  context.strokeStyle = cssColour(theme.text, 0.7);
  context.stroke();
}
