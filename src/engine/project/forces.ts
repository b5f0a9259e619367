// How strongly two points of a map attract or push away each other, looked up by the square of their
// distance (McInnes, Healy & Melville 2018, arXiv 1802.03426, section 4.2 and appendix C).

/** Of the curve 1 / (1 + a d^2b) that fits min_dist 0.1 and spread 1, as umap-learn finds them. */
const [a, b] = [1.5769434603113077, 0.8950608779109733];
/** Keeps the push between points in one place finite. */
const SOFTENING = 1e-3;

/** The upper half of a float32's bits: sign, exponent, and the first 7 bits of the fraction. */
const ENTRIES = 2 ** 15;

/** Tables by the upper 16 bits of the squared distance as float32; off by 0.8 % at most. */
export interface Forces {
  readonly attraction: Float32Array;
  readonly repulsion: Float32Array;
}

/** Factors of the difference of both places; repulsion of strength 1. */
export function forces(): Forces {
  const bits = new Uint32Array(1);
  const value = new Float32Array(bits.buffer);
  const table = (force: (squared: number) => number): Float32Array =>
    Float32Array.from({ length: ENTRIES }, (_, i) => {
      // The middle of what the entry stands for.
      bits[0] = (i << 16) | 0x8000;
      return Number.isFinite(value[0]) ? force(value[0]) : 0;
    });
  return {
    attraction: table((d2) => (2 * a * b * d2 ** (b - 1)) / (1 + a * d2 ** b)),
    repulsion: table((d2) => (2 * b) / ((SOFTENING + d2) * (1 + a * d2 ** b))),
  };
}
