// Weighted k-nearest-neighbour accuracy (Wu et al. 2018, "Unsupervised Feature Learning via
// Non-Parametric Instance Discrimination", section 3.4): class c scores Σ exp(cosine / τ) over those
// of the k nearest training rows that are of class c.
import type { Runtime } from '../runtime/runtime';
import { classNumbers } from './classes';
import type { LabelledEmbeddings } from './embeddings';
import { nearestNeighbours, type Neighbours } from './neighbours';
import { rankOf, topAccuracy, type TopAccuracy } from './top-accuracy';

export interface KnnSettings {
  /** Neighbours that vote, 200 in the paper; clipped to the training rows. */
  readonly k: number;
  /** τ > 0; 0.07 in the paper. */
  readonly temperature: number;
}

/**
 * Accuracy on `test` by votes of `train`; every row of both has a class. A class without a vote is
 * no answer, not even a fifth.
 */
export async function knnAccuracy(
  runtime: Runtime,
  train: LabelledEmbeddings,
  test: LabelledEmbeddings,
  { k, temperature }: KnnSettings,
): Promise<TopAccuracy> {
  const numbers = classNumbers(train.labels);
  const classes = Int32Array.from(train.labels, (label) => numbers.get(label)!);
  const near = await nearestNeighbours(runtime, test.embeddings, train.embeddings, { k });
  const ranks = Array.from(test.labels, (label, query) => {
    const scores = votes(near, query, classes, numbers.size, temperature);
    const truth = numbers.get(label);
    return truth !== undefined && scores[truth] > 0 ? rankOf(scores, truth) : Infinity;
  });
  return topAccuracy(ranks, numbers.size);
}

/** Scores relative to the nearest row's vote, so that no small τ overflows. */
function votes(
  { k, indices, similarities }: Neighbours,
  query: number,
  classes: Int32Array,
  count: number,
  temperature: number,
): Float64Array {
  const scores = new Float64Array(count);
  const nearest = similarities[query * k];
  for (let i = query * k; i < (query + 1) * k; i++) {
    scores[classes[indices[i]]] += Math.exp((similarities[i] - nearest) / temperature);
  }
  return scores;
}
