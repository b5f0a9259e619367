// Views that are there already: the same batch for every step.
import { input } from '../src/engine/graph/sources';
import type { Shape, Tensor } from '../src/engine/graph/tensor';
import { Random } from '../src/engine/random/random';
import type { Feeds } from '../src/engine/runtime/runtime';
import type { ViewPair, ViewSource } from '../src/engine/train/views/view-source';

const VIEWS = 'views';
const FIRST = 'views.first';
const SECOND = 'views.second';

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
    const shape = [samples, ...this.shape];
    return { first: input(FIRST, shape), second: input(SECOND, shape) };
  }

  feedPair(): Promise<Feeds> {
    const half = this.values.length / 2;
    return Promise.resolve({
      [FIRST]: this.values.subarray(0, half),
      [SECOND]: this.values.subarray(half),
    });
  }

  plain(samples: number): Tensor {
    return input(VIEWS, [samples, ...this.shape]);
  }

  feedPlain(): Promise<Feeds> {
    return Promise.resolve({ [VIEWS]: this.values });
  }
}
