// What is known of one anchor: plain numbers in float64, nothing of a graph.
import { InputError } from '../input-error';

export interface Anchor {
  /** sᵢ⁺: similarity with its other view; absent where it has none. */
  readonly twin?: number;
  /** sᵢⱼ: similarity with every candidate, [C]. Cosines, or dot products for `n-pair`. */
  readonly cosines: Float64Array;
  /** 1 where the candidate is a negative, [C]. */
  readonly negatives: Uint8Array;
  /** 1 where it is a further positive, [C]; the other view is not among them. */
  readonly positives?: Uint8Array;
  /** Similarities with negatives that were made for this anchor (mixing); they follow the candidates. */
  readonly synthetic?: Float64Array;
  /** Mean squared length of the anchor and its other view, which `n-pair` makes dearer. */
  readonly squaredLength?: number;
  /** Of each positive, in the order of `Similarities`, its similarities with its own negatives: `lifted`. */
  readonly partners?: readonly Float64Array[];
  /** A uniform number for each positive: `triplet` with distance-weighted mining. */
  readonly draws?: Float64Array;
  /** d, how many numbers a row has: distance-weighted mining. */
  readonly dimensions?: number;
}

/** The similarities that an objective takes. */
export interface Similarities {
  /** The other view first, if there is one, then the further positives by index. */
  readonly positives: Float64Array;
  /** Whether the first positive is the other view. */
  readonly hasTwin: boolean;
  /** Hardest first, where order matters. */
  readonly negatives: Float64Array;
}

/** What some objectives on distances take beside. */
export interface Compared extends Similarities {
  /** As `Anchor.partners`. */
  readonly partners: readonly Float64Array[];
  /** For each positive the place of the negative that was drawn for it, −1 for none. */
  readonly drawn: Int32Array;
}

/** s⁺. @throws InputError where the anchor has no other view. */
export function twinOf({ positives, hasTwin }: Similarities): number {
  if (hasTwin) return positives[0];
  throw new InputError(
    'this objective compares two views of each sample, but the anchor is single: use supcon, triplet, lifted or contrastive',
  );
}

/** A loss of one anchor with its slopes by these similarities. */
export interface AnchorLoss {
  readonly loss: number;
  /** ∂ℓ/∂s of each positive. */
  readonly byPositives: Float64Array;
  /** ∂ℓ/∂s of each negative. */
  readonly byNegatives: Float64Array;
}

/** Indices of the ones. */
export function marked(mask: Uint8Array): Uint32Array {
  const indices = new Uint32Array(mask.length);
  let count = 0;
  for (let i = 0; i < mask.length; i++) if (mask[i] === 1) indices[count++] = i;
  return indices.slice(0, count);
}

/** The values at the indices. */
export function taken(values: Float64Array, indices: Uint32Array): Float64Array {
  return Float64Array.from(indices, (index) => values[index]);
}
