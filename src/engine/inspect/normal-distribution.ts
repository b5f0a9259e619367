// Φ, the distribution function of the standard normal distribution.

/** Beyond this many deviations the continued fraction converges faster than the series. */
const FAR = 2.5;

/** P(x' ≤ x), to about 1e-15 relative in either tail. */
export function normalDistribution(x: number): number {
  const tail = Math.abs(x) > FAR ? upperTail(Math.abs(x)) : 0.5 - fromMiddle(Math.abs(x));
  return x > 0 ? 1 - tail : tail;
}

const density = (x: number): number => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);

/** φ(x) (x + x³/3 + x⁵/(3·5) + …), Φ(x) − ½ (Abramowitz & Stegun 1964, 26.2.11). */
function fromMiddle(x: number): number {
  let [term, sum] = [x, x];
  for (let n = 3; term > sum * 1e-17; n += 2) {
    term *= (x * x) / n;
    sum += term;
  }
  return density(x) * sum;
}

/** φ(x) / (x + 1/(x + 2/(x + 3/(x + …)))) for x > 0 (Abramowitz & Stegun 1964, 26.2.14). */
function upperTail(x: number): number {
  let fraction = x;
  for (let n = 60; n > 0; n--) fraction = x + n / fraction;
  return density(x) / fraction;
}
