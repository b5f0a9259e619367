// Vectors of a dataset as views.
import type { RunConfig } from '../config/run-config';
import type { Dataset } from '../dataset/dataset';
import type { InputStatistics } from '../encoder/standardise';
import { constant, input } from '../graph/sources';
import type { Tensor } from '../graph/tensor';
import { drawVectorViews, vectorView } from '../views/vector-view';
import { newSamples } from './input-statistics';
import type { Feeds, ViewPair, ViewSource } from './view-source';

const ROWS = 'rows';
const DRAWS = ['draws.first', 'draws.second'] as const;

export class VectorViews implements ViewSource {
  constructor(
    private readonly dataset: Dataset,
    private readonly settings: RunConfig['positives'],
    private readonly seed: number,
    private readonly statistics: InputStatistics,
  ) {}

  pair(samples: number): ViewPair {
    const rows = this.plain(samples);
    const features = {
      mean: constant(this.statistics.mean),
      deviation: constant(this.statistics.deviation),
    };
    const [first, second] = DRAWS.map((name) => vectorView(rows, features, this.settings, name));
    return { first, second };
  }

  async feedPair(rows: Uint32Array, epoch: number): Promise<Feeds> {
    const [width] = this.dataset.sampleShape;
    const draws = DRAWS.map((name, view): [string, Float32Array] => {
      const which = { seed: this.seed, epoch, view };
      return [name, drawVectorViews(this.settings, which, rows, width)];
    });
    return { ...Object.fromEntries(draws), ...(await this.feedPlain(rows)) };
  }

  plain(samples: number): Tensor {
    return input(ROWS, [samples, ...this.dataset.sampleShape]);
  }

  async feedPlain(rows: Uint32Array): Promise<Feeds> {
    const values = newSamples(this.dataset, rows.length);
    await this.dataset.read(rows, values);
    return { [ROWS]: values };
  }
}
