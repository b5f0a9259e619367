// Views of images.
import type { Dataset } from '../../dataset/dataset';
import { input } from '../../graph/sources';
import type { Tensor } from '../../graph/tensor';
import { InputError } from '../../input-error';
import { imageView } from '../../views/image-view';
import { drawImageViews } from '../../views/packed-draws';
import { plainImage } from '../../views/plain-image';
import type { ImageViewSettings } from '../../views/view-settings';
import { newSamples } from '../data/input-statistics';
import { drawsName, viewNumber, type Side, type ViewMaker } from './view-maker';

/** Views are made by products with dense matrices: memory grows with the cube of their side. */
const LARGEST_VIEW = 1024;

export class ImageViews implements ViewMaker {
  /** Side of a view in pixels. */
  private readonly size: number;

  constructor(
    private readonly dataset: Dataset,
    private readonly settings: ImageViewSettings & { readonly size?: number },
    private readonly seed: number,
  ) {
    const [height, width] = dataset.sampleShape;
    this.size = settings.size ?? Math.min(height, width);
    if (this.size > LARGEST_VIEW)
      throw new InputError(
        `views of ${this.size} pixels a side are too large: set positives.size to at most ${LARGEST_VIEW}.`,
      );
  }

  samples(count: number, name: string): Tensor {
    return input(name, [count, ...this.dataset.sampleShape], 'uint8');
  }

  view(pixels: Tensor, side: Side): Tensor {
    return imageView(pixels, this.size, this.settings, drawsName(side));
  }

  plain(pixels: Tensor): Tensor {
    return plainImage(pixels, this.size);
  }

  draws(rows: Uint32Array, epoch: number, side: Side): Float32Array {
    const [height, width] = this.dataset.sampleShape;
    const which = { seed: this.seed, epoch, view: viewNumber(side) };
    return drawImageViews(this.settings, which, rows, { height, width }, this.size);
  }

  async read(rows: Uint32Array): Promise<Uint8Array | Float32Array> {
    const pixels = newSamples(this.dataset, rows.length);
    await this.dataset.read(rows, pixels);
    return pixels;
  }
}
