// Pairs of samples that belong together, as groups: equivalence classes by union and find.
import type { SampleNumbers } from './row-relations';

export class Components {
  /** Of each sample, itself or one nearer to the root, which is the lowest of its component. */
  private readonly parent: Uint32Array;

  constructor(samples: number) {
    this.parent = Uint32Array.from({ length: samples }, (_, sample) => sample);
  }

  join(a: number, b: number): void {
    const [low, high] = [this.of(a), this.of(b)].sort((x, y) => x - y);
    this.parent[high] = low;
  }

  /** The lowest sample of the component. */
  readonly of: SampleNumbers = (sample) => {
    let at = sample;
    while (this.parent[at] !== at) {
      // Halves the way for those who come later.
      this.parent[at] = this.parent[this.parent[at]];
      at = this.parent[at];
    }
    return at;
  };
}
