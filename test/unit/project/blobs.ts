// Clouds of points around a few centres, far apart in many dimensions.
import type { Embeddings } from '../../../src/engine/evaluate/embeddings';
import { Random } from '../../../src/engine/random/random';

/** Row i belongs to cloud i mod `clouds`. `spread` tells how wide a cloud is; 1 is the centres' size. */
export function blobs(
  count: number,
  { clouds = 4, width = 16, spread = 0.3, seed = 1 } = {},
): Embeddings {
  const random = Random.stream(seed, 'blobs');
  const centres = Float32Array.from({ length: clouds * width }, () => random.normal());
  const values = Float32Array.from({ length: count * width }, (_, i) => {
    const cloud = Math.floor(i / width) % clouds;
    return centres[cloud * width + (i % width)] + spread * random.normal();
  });
  return { values, count, width };
}
