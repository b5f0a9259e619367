// Views of vectors.
import type { Dataset } from '../../dataset/dataset';
import type { InputStatistics } from '../../encoder/standardise';
import { constant, input } from '../../graph/sources';
import type { Tensor } from '../../graph/tensor';
import { drawVectorViews, vectorView } from '../../views/vector-view';
import type { VectorViewSettings } from '../../views/view-settings';
import { newSamples } from '../data/input-statistics';
import { drawsName, viewNumber, type Side, type ViewMaker } from './view-maker';

export class VectorViews implements ViewMaker {
  constructor(
    private readonly dataset: Dataset,
    private readonly settings: VectorViewSettings,
    private readonly seed: number,
    private readonly statistics: InputStatistics,
  ) {}

  samples(count: number, name: string): Tensor {
    return input(name, [count, ...this.dataset.sampleShape]);
  }

  view(rows: Tensor, side: Side): Tensor {
    const features = {
      mean: constant(this.statistics.mean),
      deviation: constant(this.statistics.deviation),
    };
    return vectorView(rows, features, this.settings, drawsName(side));
  }

  plain(rows: Tensor): Tensor {
    return rows;
  }

  draws(rows: Uint32Array, epoch: number, side: Side): Float32Array {
    const [width] = this.dataset.sampleShape;
    const which = { seed: this.seed, epoch, view: viewNumber(side) };
    return drawVectorViews(this.settings, which, rows, width);
  }

  async read(rows: Uint32Array): Promise<Uint8Array | Float32Array> {
    const values = newSamples(this.dataset, rows.length);
    await this.dataset.read(rows, values);
    return values;
  }
}
