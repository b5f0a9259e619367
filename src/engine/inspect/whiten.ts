// Directions in which views of one sample differ count less: what they vary by is no class.
import { EigenvalueDecomposition, type Matrix } from 'ml-matrix';
import type { Embeddings } from '../evaluate/embeddings';
import { similarityBlocks } from '../evaluate/similarity-blocks';
import type { Runtime } from '../runtime/runtime';
import { centred, directions } from './directions';
import { viewScatter, type ViewPairs } from './view-scatter';

/** Part of the mean eigenvalue that is added to each, so that none is near 0. */
const RIDGE = 0.1;
/** Eigenvalues take seconds here and grow with the cube of the width: wider rows are only centred. */
const WIDEST = 1024;

/**
 * unit((x − mean x) U diag(e + 0.1 mean e)^−½), where U diag(e) Uᵀ is the scatter of the views; without
 * views, or where they do not differ, unit(x − mean x). Unit rows.
 */
export async function whiten(
  runtime: Runtime,
  x: Embeddings,
  views: ViewPairs | undefined,
): Promise<Embeddings> {
  const moved = centred(x);
  const axes = views && x.width <= WIDEST ? whiteningAxes(viewScatter(views)) : undefined;
  return directions(axes ? await projected(runtime, moved, axes) : moved);
}

/** Each eigenvector divided by its deviation, as a row. Undefined where nothing varies. */
function whiteningAxes(scatter: Matrix): Embeddings | undefined {
  const width = scatter.rows;
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(scatter, {
    assumeSymmetric: true,
  });
  const mean = scatter.trace() / width;
  if (!(mean > 0)) return undefined;
  const values = new Float32Array(width * width);
  realEigenvalues.forEach((eigenvalue, k) => {
    const deviation = Math.sqrt(Math.max(eigenvalue, 0) + RIDGE * mean);
    for (let j = 0; j < width; j++) values[k * width + j] = eigenvectorMatrix.get(j, k) / deviation;
  });
  return { values, count: width, width };
}

/** The products of every row with every axis. */
async function projected(runtime: Runtime, x: Embeddings, axes: Embeddings): Promise<Embeddings> {
  const values = new Float32Array(x.count * axes.count);
  await similarityBlocks({
    runtime,
    queries: x,
    bank: axes,
    outputs: ({ similarities }) => ({ products: similarities }),
    take: ({ products }, first, count) => {
      const block = (products as Float32Array).subarray(0, count * axes.count);
      values.set(block, first * axes.count);
    },
  });
  return { values, count: x.count, width: axes.count };
}
