// What is said of one anchor: its loss, and what each of its positives and negatives does to it.

export interface Explanation {
  /** ℓ: the loss of this anchor alone. */
  readonly loss: number;
  /** True where the estimate of the negatives' mass is at its floor: no negative has a gradient. */
  readonly clamped: boolean;
  readonly positives: readonly ExplainedPositive[];
  readonly negatives: ExplainedNegatives;
}

export interface ExplainedPositive {
  /** The candidate's index; absent for the anchor's other view. */
  readonly index?: number;
  readonly cosine: number;
  /** ∂ℓ/∂s. */
  readonly gradient: number;
}

/** A column for each property. The place is the rank: 0 is the hardest negative, ties by index. */
export interface ExplainedNegatives {
  /** The candidate's index; synthetic negatives follow the candidates. */
  readonly index: Uint32Array;
  readonly cosine: Float64Array;
  /** ω: how much it counts, where a plain negative counts 1; 0 where it is left out. */
  readonly weight: Float64Array;
  /** ∂ℓ/∂s; above 0: it is pushed away, below 0: it is pulled closer. */
  readonly gradient: Float64Array;
}
