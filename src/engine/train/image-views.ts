// Images of a dataset as views.
import type { RunConfig } from '../config/run-config';
import type { Dataset } from '../dataset/dataset';
import { input } from '../graph/sources';
import type { Tensor } from '../graph/tensor';
import { InputError } from '../input-error';
import { imageView } from '../views/image-view';
import { drawImageViews } from '../views/packed-draws';
import { plainImage } from '../views/plain-image';
import { newSamples } from './input-statistics';
import type { Feeds, ViewPair, ViewSource } from './view-source';

const PIXELS = 'pixels';
const DRAWS = ['draws.first', 'draws.second'] as const;

/** Views are made by products with dense matrices: memory grows with the cube of their side. */
const LARGEST_VIEW = 1024;

export class ImageViews implements ViewSource {
  /** Side of a view in pixels. */
  private readonly size: number;

  constructor(
    private readonly dataset: Dataset,
    private readonly settings: RunConfig['positives'],
    private readonly seed: number,
  ) {
    const [height, width] = dataset.sampleShape;
    this.size = settings.size ?? Math.min(height, width);
    if (this.size > LARGEST_VIEW)
      throw new InputError(
        `views of ${this.size} pixels a side are too large: set positives.size to at most ${LARGEST_VIEW}.`,
      );
  }

  pair(samples: number): ViewPair {
    const pixels = this.pixels(samples);
    const [first, second] = DRAWS.map((name) => imageView(pixels, this.size, this.settings, name));
    return { first, second };
  }

  async feedPair(rows: Uint32Array, epoch: number): Promise<Feeds> {
    const [height, width] = this.dataset.sampleShape;
    const draws = DRAWS.map((name, view): [string, Float32Array] => {
      const which = { seed: this.seed, epoch, view };
      return [name, drawImageViews(this.settings, which, rows, { height, width }, this.size)];
    });
    return { ...Object.fromEntries(draws), ...(await this.feedPlain(rows)) };
  }

  plain(samples: number): Tensor {
    return plainImage(this.pixels(samples), this.size);
  }

  async feedPlain(rows: Uint32Array): Promise<Feeds> {
    const pixels = newSamples(this.dataset, rows.length);
    await this.dataset.read(rows, pixels);
    return { [PIXELS]: pixels };
  }

  private pixels(samples: number): Tensor {
    return input(PIXELS, [samples, ...this.dataset.sampleShape], 'uint8');
  }
}
