// Synthetic hard negatives (MoCHi): Kalantidis et al. 2020 (arXiv 2010.01028), equations 5 and 6.
import { marked, taken, type Anchor } from './anchor';
import { candidatesOf, type Settings } from './candidates-of';
import { dot, type PlainRows } from './plain-rows';
import { hardestFirst } from './ranks';

/** The draws of one anchor; ranks count from 0, the hardest, modulo the negatives it has. */
export interface AnchorMix {
  /** Only so many of the hardest are mixed. */
  readonly hardest: number;
  readonly pairs: readonly {
    readonly first: number;
    readonly second: number;
    readonly alpha: number;
  }[];
  readonly anchors: readonly { readonly rank: number; readonly beta: number }[];
}

/**
 * The anchor with its similarities to h = normalise(α n_u + (1 − α) n_v), pair by pair, and then to
 * h′ = normalise(β q + (1 − β) n_u). An anchor without negatives has no synthetic ones either.
 */
export function withSynthetic(
  anchor: Anchor,
  {
    rows,
    index,
    settings,
    mix,
  }: {
    readonly rows: PlainRows;
    readonly index: number;
    readonly settings: Settings;
    readonly mix: AnchorMix;
  },
): Anchor {
  const negatives = marked(anchor.negatives);
  if (negatives.length === 0) return anchor;
  const order = hardestFirst(taken(anchor.cosines, negatives)).map((place) => negatives[place]);
  const available = Math.min(order.length, mix.hardest);
  const at = (rank: number): number => order[rank % available];
  const { candidates } = candidatesOf(rows, index, settings);
  const of = { ...rows, values: candidates };
  const cosine = (j: number): number => anchor.cosines[j];
  const between = mix.pairs.map(({ first, second, alpha }) => {
    const [u, v] = [at(first), at(second)];
    return mixed(alpha, cosine(u), cosine(v), dot(of, u, candidates, v));
  });
  const withAnchor = mix.anchors.map(({ rank, beta }) => {
    const s = cosine(at(rank));
    return mixed(beta, 1, s, s);
  });
  return { ...anchor, synthetic: Float64Array.of(...between, ...withAnchor) };
}

/** q · (x a + (1 − x) b) / ‖x a + (1 − x) b‖ from q · a, q · b and a · b; what has no direction stays. */
function mixed(x: number, qa: number, qb: number, ab: number): number {
  const square = 1 - 2 * x * (1 - x) * (1 - ab);
  return (x * qa + (1 - x) * qb) / Math.sqrt(square > 1e-6 ? square : 1);
}
