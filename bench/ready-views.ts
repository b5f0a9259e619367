// Views that are there already: the same batch for every step.
import { sliceAxis } from '../src/engine/graph/slicing';
import { input } from '../src/engine/graph/sources';
import type { Shape, Tensor } from '../src/engine/graph/tensor';
import { Random } from '../src/engine/random/random';
import type { Feeds } from '../src/engine/runtime/runtime';
import type { ViewPair, ViewSource } from '../src/engine/train/views/view-source';

const VIEWS = 'views';

export class ReadyViews implements ViewSource {
  /** Uniform in 0 … 1, as pixels are: [views, …shape]. */
  readonly values: Float32Array;

  constructor(
    views: number,
    private readonly shape: Shape,
  ) {
    const size = shape.reduce((product, extent) => product * extent, views);
    const random = Random.stream(1, 'bench', 'views');
    this.values = Float32Array.from({ length: size }, () => random.uniform());
  }

  readonly partnered = false;

  partners(rows: Uint32Array): Uint32Array {
    return rows;
  }

  pair(samples: number): ViewPair {
    const both = this.plain(2 * samples);
    return {
      first: sliceAxis(both, 0, 0, samples),
      second: sliceAxis(both, 0, samples, 2 * samples),
    };
  }

  feedPair(): Promise<Feeds> {
    return this.feedPlain();
  }

  plain(samples: number): Tensor {
    return input(VIEWS, [samples, ...this.shape]);
  }

  feedPlain(): Promise<Feeds> {
    return Promise.resolve({ [VIEWS]: this.values });
  }
}
