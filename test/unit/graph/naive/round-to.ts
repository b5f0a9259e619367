// Rounding of numbers to floats of 16 bits, by arithmetic alone: to nearest, ties to even.
import type { NarrowType } from '../../../../src/engine/graph/tensor';

const formats = {
  float16: { fraction: 10, least: -14, most: 65504 },
  bfloat16: { fraction: 7, least: -126, most: (2 - 2 ** -7) * 2 ** 127 },
} as const;

/** The relative distance of neighbours among the numbers of a type. */
export function spacing(type: NarrowType): number {
  return 2 ** -formats[type].fraction;
}

/** The number of that type nearest to x; infinite beyond its range. */
export function roundTo(type: NarrowType, x: number): number {
  if (!Number.isFinite(x) || x === 0) return x;
  const { fraction, least, most } = formats[type];
  const exponent = Math.max(least, Math.floor(Math.log2(Math.abs(x))));
  const unit = 2 ** (exponent - fraction);
  const below = Math.floor(x / unit);
  const rest = x / unit - below;
  const up = rest > 0.5 || (rest === 0.5 && below % 2 !== 0);
  const rounded = (below + (up ? 1 : 0)) * unit;
  return Math.abs(rounded) > most ? Math.sign(x) * Infinity : rounded;
}
