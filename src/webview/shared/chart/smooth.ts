// An exponential moving average that begins at the first value instead of at 0.

/**
 * `strength` in [0, 1): how much of the value before is kept; 0 changes nothing. Missing values stay
 * missing and are passed over. The weights of the past are made to add up to 1 (as Adam does,
 * Kingma & Ba, "Adam", section 3).
 */
export function smooth(
  values: readonly (number | null)[],
  strength: number,
): readonly (number | null)[] {
  let mean = 0;
  let missing = 1;
  return values.map((value) => {
    if (value === null) return null;
    mean = strength * mean + (1 - strength) * value;
    missing *= strength;
    return mean / (1 - missing);
  });
}
