// First values of parameters.
import { sizeOf } from '../graph/shape';
import type { Shape } from '../graph/tensor';
import type { Random } from '../random/random';

export type Initialise = (shape: Shape, random: Random) => Float32Array;

/** The same value everywhere. */
export function all(value: number): Initialise {
  return (shape) => new Float32Array(sizeOf(shape)).fill(value);
}

/**
 * Normal with variance gain / fan-in. Gain 2 keeps the variance through a ReLU (He et al. 2015,
 * equation 10), gain 1 through a linear layer (Glorot & Bengio 2010).
 */
export function normalByFanIn(fanIn: number, gain = 2): Initialise {
  const deviation = Math.sqrt(gain / fanIn);
  return (shape, random) =>
    Float32Array.from({ length: sizeOf(shape) }, () => deviation * random.normal());
}

/** Given values, for what is measured on the data. */
export function values(data: Float32Array): Initialise {
  return () => data.slice();
}
