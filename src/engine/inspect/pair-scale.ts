// How alike two samples are, as a rank among random pairs.
import type { Embeddings } from '../evaluate/embeddings';
import { countUpTo } from './order-statistics';
import { product } from './products';
import type { Pairs } from './reference-pairs';

/** Weight of the smoothed space, in deviations. */
const SMOOTHED = 2;

/** Mean and deviation. */
interface Moments {
  readonly mean: number;
  readonly deviation: number;
}

export class PairScale {
  private readonly moments: { readonly x: Moments; readonly y: Moments };
  /** Scores of the reference, rising. */
  private readonly reference: Float64Array;

  /** `x` and `y`: unit rows of the joined and of the smoothed space. */
  constructor(
    private readonly x: Embeddings,
    private readonly y: Embeddings,
    reference: Pairs,
  ) {
    this.moments = { x: momentsOf(x, reference), y: momentsOf(y, reference) };
    const { first, second } = reference;
    this.reference = Float64Array.from(first, (i, pair) => this.score(i, second[pair])).sort();
  }

  /** (Xᵢ·Xⱼ − m₁) / s₁ + 2 (Yᵢ·Yⱼ − m₂) / s₂. */
  score(i: number, j: number): number {
    const { x, y } = this.moments;
    return (
      (product(this.x, i, j) - x.mean) / x.deviation +
      (SMOOTHED * (product(this.y, i, j) - y.mean)) / y.deviation
    );
  }

  /** u: the share of random pairs that are less alike than this one, within (0, 1). */
  rank(i: number, j: number): number {
    const count = this.reference.length;
    const u = (countUpTo(this.reference, this.score(i, j)) - 0.5) / count;
    return Math.min(Math.max(u, 0.5 / count), 1 - 0.5 / count);
  }
}

/** Where all pairs are alike, deviations are 0 and so is what lies over them: 1 stands for them. */
function momentsOf(rows: Embeddings, { first, second }: Pairs): Moments {
  const products = Float64Array.from(first, (i, pair) => product(rows, i, second[pair]));
  const mean = products.reduce((sum, value) => sum + value, 0) / products.length;
  const squares = products.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const deviation = Math.sqrt(squares / products.length);
  return { mean, deviation: deviation > 1e-12 ? deviation : 1 };
}
