// The points on Canvas 2D, where WebGL 2 is missing: one path for each colour. Up to some tens of
// thousands it keeps up with a hand that drags the map.
import { cssColour } from '../../shared/colour';
import { toScreen } from './camera';
import { Motion } from './motion';
import type { PointColours } from './point-colours';
import type { PointRenderer, PointsFrame } from './point-renderer';

/** More are not drawn this way. */
export const CANVAS_LIMIT = 20_000;

/** Undefined where the canvas belongs to another kind of context. */
export function canvasPoints(canvas: HTMLCanvasElement): PointRenderer | undefined {
  const context = canvas.getContext('2d');
  return context ? new CanvasPoints(context) : undefined;
}

class CanvasPoints implements PointRenderer {
  private motion = Motion.still(new Float32Array());
  private colours: PointColours | undefined;
  /** Rows of each entry of the palette. */
  private rows: readonly (readonly number[])[] = [];

  constructor(private readonly context: CanvasRenderingContext2D) {}

  place(motion: Motion): void {
    this.motion = motion;
  }

  paint(colours: PointColours): void {
    const rows = colours.palette.map((): number[] => []);
    colours.entries.forEach((entry, row) => rows[entry].push(row));
    this.colours = colours;
    this.rows = rows;
  }

  draw(frame: PointsFrame): void {
    const { context, colours } = this;
    context.setTransform(frame.ratio, 0, 0, frame.ratio, 0, 0);
    context.clearRect(0, 0, frame.size.width, frame.size.height);
    colours?.palette.forEach(({ colour, opacity }, entry) => {
      context.fillStyle = cssColour(colour, opacity * frame.opacity);
      context.fill(this.path(this.rows[entry], frame));
    });
  }

  dispose(): void {
    this.rows = [];
  }

  private path(rows: readonly number[], { camera, size, share, radius }: PointsFrame): Path2D {
    const path = new Path2D();
    const count = this.motion.to.length / 2;
    for (const row of rows) {
      if (row >= count) continue;
      const [x, y] = toScreen(camera, size, this.motion.at(row, share));
      if (x < -radius || y < -radius || x > size.width + radius || y > size.height + radius)
        continue;
      path.moveTo(x + radius, y);
      path.arc(x, y, radius, 0, 2 * Math.PI);
    }
    return path;
  }
}
