// Negatives drawn evenly over distances: Wu et al. 2017 (arXiv 1706.07567), section 4.

const NEAREST = 0.5;
const FARTHEST = 1.4;

/**
 * For each draw, uniform in [0, 1), the place of a negative, or −1 where all are too far: the first
 * whose running sum of weights exceeds draw · total. The weight is
 * 1 / q(D), q(D) = D^(d − 2) (1 − D² / 4)^((d − 3) / 2), with D at least 0.5 and below 1.4.
 */
export function drawnByDistance(
  cosines: Float64Array,
  dimensions: number,
  draws: Float64Array,
): Int32Array {
  const logs = cosines.map((cosine) =>
    logWeight(Math.sqrt(Math.max(0, 2 - 2 * cosine)), dimensions),
  );
  const largest = logs.reduce((most, log) => Math.max(most, log), -Infinity);
  if (largest === -Infinity) return new Int32Array(draws.length).fill(-1);
  let sum = 0;
  const sums = logs.map((log) => (sum += Math.exp(log - largest)));
  return Int32Array.from(draws, (draw) => sums.findIndex((upTo) => upTo > draw * sum));
}

/** −∞ for a distance that is not drawn. */
function logWeight(distance: number, d: number): number {
  if (distance >= FARTHEST) return -Infinity;
  const D = Math.max(distance, NEAREST);
  return (2 - d) * Math.log(D) + ((3 - d) / 2) * Math.log(1 - D ** 2 / 4);
}
