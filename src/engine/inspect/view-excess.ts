// Whether two views of a sample are nearer to each other than two samples of a class.

/** Parts of the pairs of one class by which their cosines are reckoned. */
const PARTS = [0.1, 0.25, 0.5];
/** Up to here views stand for the class. */
const AS_A_CLASS = 1.1;

/**
 * r = the largest of share(view cosines > S(q)) / q, S(q) the (1 − q τ) quantile of the cosines of random
 * pairs: about 1 where views are as far apart as samples of a class.
 * @param cosines of random pairs, rising
 */
export function viewExcess(
  cosines: Float64Array,
  viewCosines: Float64Array,
  tauPlus: number,
): number {
  const excesses = PARTS.map((q) => {
    const place = Math.floor(cosines.length * (1 - q * tauPlus));
    const level = cosines[Math.min(place, cosines.length - 1)];
    const above = viewCosines.reduce((count, cosine) => count + Number(cosine > level), 0);
    return above / viewCosines.length / q;
  });
  return Math.max(...excesses);
}

export const viewsStandForClass = (excess: number): boolean => excess <= AS_A_CLASS;
