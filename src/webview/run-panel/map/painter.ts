// Keeps the map's two canvases in step with the state: points below, marks above. Draws only when
// something it shows has changed.
import { effect } from '@preact/signals';
import { pixelRatio } from '../../shared/pixel-ratio';
import { reducedMotion } from '../../shared/reduced-motion';
import { theme } from '../../shared/theme';
import { arrivals } from '../pictures';
import * as state from '../state';
import { toScreen } from './camera';
import { CANVAS_LIMIT, canvasPoints } from './canvas-points';
import { drawOverlay } from './draw-overlay';
import * as view from './map-view';
import { Motion, MOVE_TIME } from './motion';
import { pointRadius, type PointRenderer } from './point-renderer';
import { webglPoints } from './webgl-points';

/** While a map that the person asked for is being arranged, the one that is shown stands back. */
const DIMMED = 0.45;

export class Painter {
  private readonly renderer: PointRenderer | undefined;
  private readonly context: CanvasRenderingContext2D | null;
  private readonly ends: (() => void)[] = [];
  private motion = Motion.still(new Float32Array());
  private frame = 0;

  constructor(
    private readonly points: HTMLCanvasElement,
    private readonly overlay: HTMLCanvasElement,
  ) {
    this.renderer = rendererFor(points);
    view.surfaceLost.value = !this.renderer;
    this.context = overlay.getContext('2d');
    points.addEventListener('webglcontextlost', this.onLost);
    this.ends.push(
      effect(() => {
        this.onPlaces(view.positions.value);
      }),
      effect(() => {
        this.renderer?.paint(view.colours.value);
      }),
      effect(() => {
        this.touchAll();
        this.ask();
      }),
    );
  }

  dispose(): void {
    this.points.removeEventListener('webglcontextlost', this.onLost);
    for (const end of this.ends) end();
    cancelAnimationFrame(this.frame);
    this.renderer?.dispose();
  }

  private readonly onLost = (): void => {
    view.losses.value++;
  };

  private onPlaces(positions: Float32Array): void {
    const first = this.motion.to.length === 0;
    const lasts = first || reducedMotion() ? 0 : MOVE_TIME;
    this.motion = this.motion.onTo(positions, performance.now(), lasts);
    this.renderer?.place(this.motion);
    this.ask();
  }

  /** Reads whatever a frame shows, so that a change of it asks for the next frame. */
  private touchAll(): unknown {
    const { anchor, report, rank, hovered, caught, showPictures, hidden } = state;
    const { camera, size, crosshair, lassoPath, colours, names } = view;
    const { working, live } = state;
    const shown = [anchor, report, rank, hovered, caught, showPictures, hidden, working, live];
    const own = [camera, size, crosshair, lassoPath, colours, names, theme, pixelRatio, arrivals];
    return [...shown, ...own].map((each) => each.value);
  }

  private ask(): void {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => {
      this.draw(performance.now());
    });
  }

  private draw(now: number): void {
    const size = view.size.value;
    if (size.width === 0 || size.height === 0) return;
    const ratio = pixelRatio.value;
    for (const canvas of [this.points, this.overlay]) fitCanvas(canvas, size, ratio);
    const share = this.motion.share(now);
    const radius = pointRadius(view.positions.value.length / 2, view.nearness.value);
    const opacity = state.working.value && !state.live.value ? DIMMED : 1;
    const camera = view.camera.value;
    this.renderer?.draw({ camera, size, ratio, share, radius, opacity });
    if (this.context) {
      this.context.setTransform(ratio, 0, 0, ratio, 0, 0);
      drawOverlay({
        context: this.context,
        size,
        theme: theme.value,
        radius,
        at: (row) => toScreen(camera, size, this.motion.at(row, share)),
        place: (place) => toScreen(camera, size, place),
      });
    }
    if (share < 1) this.ask();
  }
}

/** Canvas 2D where WebGL is missing or was lost; undefined where neither way can draw this many. */
function rendererFor(canvas: HTMLCanvasElement): PointRenderer | undefined {
  const webgl = view.losses.value === 0 ? webglPoints(canvas) : undefined;
  if (webgl) return webgl;
  return (state.run.value?.samples.count ?? 0) <= CANVAS_LIMIT ? canvasPoints(canvas) : undefined;
}

function fitCanvas(
  canvas: HTMLCanvasElement,
  { width, height }: { readonly width: number; readonly height: number },
  ratio: number,
): void {
  const [wide, high] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width === wide && canvas.height === high) return;
  canvas.width = wide;
  canvas.height = high;
}
