// Pairs of views: both of one sample, of a sample and its partner, or of a sample in two datasets.
import type { Tensor } from '../../graph/tensor';
import { ownPartners, type Partners } from '../relations/partners';
import { drawsName, FIRST_SAMPLES, SECOND_SAMPLES, type ViewMaker } from './view-maker';
import type { Feeds } from '../../runtime/runtime';
import type { ViewPair, ViewSource } from './view-source';

export interface Pairing {
  /** Default: both views are of the same sample. */
  readonly partners?: Partners | undefined;
  /** What second views are made of; default: what first views are made of. */
  readonly second?: ViewMaker | undefined;
}

export class PairedViews implements ViewSource {
  private readonly second: ViewMaker;
  private readonly chosen: Partners;
  /** Whether second views have an input of samples of their own. */
  private readonly apart: boolean;

  constructor(
    private readonly first: ViewMaker,
    { partners = ownPartners, second = first }: Pairing = {},
  ) {
    [this.chosen, this.second] = [partners, second];
    this.apart = partners.differ || second !== first;
  }

  get partnered(): boolean {
    return this.chosen.differ;
  }

  partners(rows: Uint32Array, epoch: number): Uint32Array {
    return this.chosen.of(rows, epoch);
  }

  pair(count: number): ViewPair {
    const samples = this.first.samples(count, FIRST_SAMPLES);
    const others = this.apart ? this.second.samples(count, SECOND_SAMPLES) : samples;
    return { first: this.first.view(samples, 'first'), second: this.second.view(others, 'second') };
  }

  async feedPair(rows: Uint32Array, epoch: number): Promise<Feeds> {
    const others = this.partners(rows, epoch);
    return {
      [drawsName('first')]: this.first.draws(rows, epoch, 'first'),
      [drawsName('second')]: this.second.draws(others, epoch, 'second'),
      ...(await this.feedPlain(rows)),
      ...(this.apart && { [SECOND_SAMPLES]: await this.second.read(others) }),
    };
  }

  plain(count: number): Tensor {
    return this.first.plain(this.first.samples(count, FIRST_SAMPLES));
  }

  async feedPlain(rows: Uint32Array): Promise<Feeds> {
    return { [FIRST_SAMPLES]: await this.first.read(rows) };
  }
}
