// Lightness and colour of the same augmented picture (CMC: Tian, Krishnan & Isola, "Contrastive
// Multiview Coding", ECCV 2020, arXiv 1906.05849, section 4.2).
import type { Dataset } from '../../dataset/dataset';
import type { Tensor } from '../../graph/tensor';
import { InputError } from '../../input-error';
import { lab } from '../../views/lab';
import { drawsName, FIRST_SAMPLES, type ViewMaker } from './view-maker';
import type { Feeds } from '../../runtime/runtime';
import type { ViewPair, ViewSource } from './view-source';

/** First views are L* [n, 1, h, w], second ones a* and b* [n, 2, h, w]; plain samples stay RGB. */
export class ChannelViews implements ViewSource {
  readonly partnered = false;

  /** @throws InputError where the samples are not pictures in colour. */
  constructor(
    dataset: Dataset,
    private readonly maker: ViewMaker,
  ) {
    checkColour(dataset);
  }

  partners(rows: Uint32Array): Uint32Array {
    return rows;
  }

  pair(count: number): ViewPair {
    const pictures = this.maker.view(this.maker.samples(count, FIRST_SAMPLES), 'first');
    const { lightness, colour } = lab(pictures);
    return { first: lightness, second: colour };
  }

  async feedPair(rows: Uint32Array, epoch: number): Promise<Feeds> {
    const draws = this.maker.draws(rows, epoch, 'first');
    return { [drawsName('first')]: draws, ...(await this.feedPlain(rows)) };
  }

  plain(count: number): Tensor {
    return this.maker.plain(this.maker.samples(count, FIRST_SAMPLES));
  }

  async feedPlain(rows: Uint32Array): Promise<Feeds> {
    return { [FIRST_SAMPLES]: await this.maker.read(rows) };
  }
}

/** @throws InputError where the samples are not pictures in colour. */
export function checkColour({ kind, sampleShape }: Dataset): void {
  if (kind === 'image' && sampleShape[2] === 3) return;
  throw new InputError(
    `positives.from: channels needs pictures in colour, but the samples are ${kind === 'image' ? 'gray pictures' : 'vectors'}: take positives.from: augmentation.`,
  );
}
