// What is known of one anchor: plain numbers in float64, nothing of a graph.

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
}

/** The similarities that an objective takes. */
export interface Similarities {
  /** The other view first, if there is one, then the further positives by index. */
  readonly positives: Float64Array;
  readonly negatives: Float64Array;
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
