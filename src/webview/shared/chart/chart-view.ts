// One uPlot in its frame: follows the frame's size and a shared pointer, keeps the zoom when data
// come, and gives itself as a picture.
import { effect, type Signal } from '@preact/signals';
import uPlot from 'uplot';
import { cssColour } from '../colour';
import { theme, type Theme } from '../theme';

export class ChartView {
  private readonly plot: uPlot;
  private readonly sizes: ResizeObserver;
  private reach: readonly [number, number];
  private colours = theme.peek();

  constructor(
    private readonly frame: HTMLElement,
    options: Omit<uPlot.Options, 'width' | 'height'>,
    data: uPlot.AlignedData,
  ) {
    const { min, max } = this.range(options);
    this.reach = [min, max];
    this.plot = new uPlot({ ...options, ...this.size() }, data, frame);
    this.zoomTo(min, max);
    // A double click shows what the data reach; the axis reaches further.
    this.plot.over.addEventListener('dblclick', () => {
      this.fit();
    });
    this.sizes = new ResizeObserver(() => {
      this.plot.setSize(this.size());
    });
    this.sizes.observe(frame);
  }

  show(data: uPlot.AlignedData, reach: readonly [number, number]): void {
    const { min, max } = this.zoomed ? this.shown : { min: reach[0], max: reach[1] };
    this.reach = reach;
    this.plot.batch(() => {
      this.plot.setData(data, false);
      this.zoomTo(min, max);
    });
  }

  /** Draws again, in these colours. */
  drawIn(colours: Theme): void {
    this.colours = colours;
    this.plot.redraw(false, true);
  }

  /** Draws the pointer line where the signal says; returns what ends it. */
  follow(pointer: Signal<number | undefined>): () => void {
    return effect(() => {
      const x = pointer.value;
      if (this.plot.over.matches(':hover')) return;
      const left = x === undefined ? -10 : this.plot.valToPos(x, 'x');
      this.plot.setCursor({ left, top: x === undefined ? -10 : 0 }, false);
    });
  }

  get zoomed(): boolean {
    const { min, max } = this.shown;
    return min > this.reach[0] || max < this.reach[1];
  }

  fit(): void {
    this.zoomTo(...this.reach);
  }

  /** Around a place: below 1 nearer, above 1 farther. */
  zoomBy(factor: number, around: number): void {
    const { min, max } = this.shown;
    const low = Math.max(this.reach[0], around - (around - min) * factor);
    const high = Math.min(this.reach[1], around + (max - around) * factor);
    if (high - low >= 1) this.zoomTo(low, high);
  }

  /** By a share of what is shown. */
  pan(share: number): void {
    const { min, max } = this.shown;
    const [first, last] = this.reach;
    const by = Math.max(first - min, Math.min(last - max, share * (max - min)));
    this.zoomTo(min + by, max + by);
  }

  /** As PNG, on the theme's background with a title. */
  async picture(title: string): Promise<Uint8Array> {
    const drawn = this.plot.ctx.canvas;
    const canvas = document.createElement('canvas');
    const unit = devicePixelRatio;
    const head = 32 * unit;
    canvas.width = drawn.width;
    canvas.height = drawn.height + head;
    const context = canvas.getContext('2d');
    if (!context) throw new Error('this window cannot draw');
    const { background, text, font } = this.colours;
    context.fillStyle = cssColour(background);
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.fillStyle = cssColour(text);
    context.font = `600 ${13 * unit}px ${font}`;
    context.fillText(title, 16 * unit, 21 * unit);
    context.drawImage(drawn, 0, head);
    const blob = await new Promise<Blob | null>((resolve) => {
      canvas.toBlob(resolve, 'image/png');
    });
    if (!blob) throw new Error('the picture could not be made');
    return new Uint8Array(await blob.arrayBuffer());
  }

  destroy(): void {
    this.sizes.disconnect();
    this.plot.destroy();
  }

  private get shown(): { readonly min: number; readonly max: number } {
    const { min, max } = this.plot.scales.x;
    // Not yet known before the first drawing.
    return { min: min ?? this.reach[0], max: max ?? this.reach[1] };
  }

  private range({ scales }: Omit<uPlot.Options, 'width' | 'height'>): { min: number; max: number } {
    return { min: scales?.x.min ?? 0, max: scales?.x.max ?? 1 };
  }

  private zoomTo(min: number, max: number): void {
    this.plot.setScale('x', { min, max });
  }

  private size(): { readonly width: number; readonly height: number } {
    const { clientWidth, clientHeight } = this.frame;
    return { width: Math.max(80, clientWidth), height: Math.max(60, clientHeight) };
  }
}
