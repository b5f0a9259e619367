// One augmented view of every vector of a batch: Gaussian noise, then features set to their
// mean. The host draws uniform numbers, the graph makes them normal.
import { add, maximum, multiply } from '../graph/arithmetic';
import { greaterOrEqual, select } from '../graph/comparison';
import { cos, log, sin, sqrt } from '../graph/elementwise';
import { concat, sliceAxis } from '../graph/slicing';
import { input } from '../graph/sources';
import type { Tensor } from '../graph/tensor';
import { Random } from '../random/random';
import type { VectorViewSettings, ViewName } from './view-settings';

/** Of each feature over the training samples, [d]. */
export interface FeatureStatistics {
  readonly mean: Tensor;
  readonly deviation: Tensor;
}

/** Keeps the logarithm finite; normal numbers reach 6.8. */
const leastUniform = 1e-10;

/**
 * Views [n, d] of rows [n, d]. Unless the settings do nothing, the program reads an input called
 * `name`, which `drawVectorViews` of the same settings fills.
 */
export function vectorView(
  rows: Tensor,
  { mean, deviation }: FeatureStatistics,
  settings: VectorViewSettings,
  name: string,
): Tensor {
  const [n, d] = rows.shape;
  const { forNoise, total } = uniformsPerView(settings, d);
  if (total === 0) return rows;
  const uniforms = input(name, [n, total]);
  let views = rows;
  if (settings.noise > 0) {
    const normals = sliceAxis(boxMuller(sliceAxis(uniforms, 1, 0, forNoise)), 1, 0, d);
    views = add(views, multiply(normals, multiply(deviation, settings.noise)));
  }
  if (settings.dropout > 0) {
    const kept = greaterOrEqual(sliceAxis(uniforms, 1, forNoise, total), settings.dropout);
    views = select(kept, views, mean);
  }
  return views;
}

/**
 * What a vector view's input takes for samples of `width` features, by their indices in the
 * dataset; one or two uniform numbers for each feature. A row does not depend on the others.
 */
export function drawVectorViews(
  settings: VectorViewSettings,
  { seed, epoch, view }: ViewName,
  samples: ArrayLike<number>,
  width: number,
): Float32Array {
  const { total } = uniformsPerView(settings, width);
  const uniforms = new Float32Array(samples.length * total);
  for (let i = 0; i < samples.length; i++) {
    const random = Random.stream(seed, 'view', epoch, samples[i], view);
    for (let j = i * total; j < (i + 1) * total; j++) uniforms[j] = random.uniform();
  }
  return uniforms;
}

function uniformsPerView({ noise, dropout }: VectorViewSettings, width: number) {
  const forNoise = noise > 0 ? 2 * Math.ceil(width / 2) : 0;
  return { forNoise, total: forNoise + (dropout > 0 ? width : 0) };
}

/** Uniform numbers [n, 2 k] -> as many independent normal ones (Box & Muller 1958). */
function boxMuller(uniforms: Tensor): Tensor {
  const half = uniforms.shape[1] / 2;
  const radius = sqrt(multiply(log(maximum(sliceAxis(uniforms, 1, 0, half), leastUniform)), -2));
  const angle = multiply(sliceAxis(uniforms, 1, half, 2 * half), 2 * Math.PI);
  return concat([multiply(radius, cos(angle)), multiply(radius, sin(angle))], 1);
}
