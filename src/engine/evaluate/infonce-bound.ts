// The lower bound on the mutual information of two views that InfoNCE gives (van den Oord et al.
// 2018, "Representation Learning with Contrastive Predictive Coding", section 2.3).
import { Random } from '../random/random';
import type { Runtime } from '../runtime/runtime';
import { rowOf, selectRows, unitRows, type Embeddings } from './embeddings';
import { rowLogSums } from './row-log-sum';
import { sampleRows } from './split';

/** More pairs raise the ceiling by little: log 2 for each doubling. */
const MOST_PAIRS = 4096;

export interface InfoNceBound {
  /** `log N − loss`, in nats: below 0 where the views tell nothing of each other. */
  readonly bound: number;
  /** log N: the bound cannot exceed it, whatever the information is. */
  readonly ceiling: number;
}

/**
 * `loss = mean −log( exp(sᵢᵢ/τ) / Σⱼ exp(sᵢⱼ/τ) )` with the cosines s of N first views (rows) and
 * their second views, the positive among the N. There is at least one pair.
 */
export async function infoNceBound(
  runtime: Runtime,
  views: { readonly first: Embeddings; readonly second: Embeddings },
  temperature: number,
  seed: number,
): Promise<InfoNceBound> {
  const rows = sampleRows(views.first.count, MOST_PAIRS, Random.stream(seed, 'infonce-bound'));
  const first = unitRows(selectRows(views.first, rows));
  const second = unitRows(selectRows(views.second, rows));
  const scale = 1 / temperature;
  const sums = await rowLogSums({ runtime, queries: first, bank: second, scale });
  const losses = sums.map((sum, i) => sum - scale * dot(rowOf(first, i), rowOf(second, i)));
  const ceiling = Math.log(rows.length);
  return { ceiling, bound: ceiling - losses.reduce((a, b) => a + b) / rows.length };
}

function dot(x: Float32Array, y: Float32Array): number {
  return x.reduce((sum, value, j) => sum + value * y[j], 0);
}
