// What kNN makes of the samples as they are: what an encoder must beat.
import type { RunConfig } from '../config/run-config';
import type { Dataset } from '../dataset/dataset';
import { selectLabelled, type LabelledEmbeddings } from '../evaluate/embeddings';
import { knnAccuracy } from '../evaluate/knn';
import { holdout } from '../evaluate/split';
import { reshape } from '../graph/layout';
import type { Runtime } from '../runtime/runtime';
import type { ViewSource } from '../train/views/view-source';

/** Samples in a batch. */
const BATCH = 64;

/**
 * Top-1 accuracy of kNN on the flattened plain samples, with the split and the settings that judge
 * the encoder. Every sample must have a label.
 */
export async function rawAccuracy(
  dataset: Dataset,
  views: ViewSource,
  { evaluate, train }: RunConfig,
  runtime: Runtime,
): Promise<number> {
  const { labels } = dataset;
  if (!labels) throw new Error('there are no labels to judge by');
  const rows = { embeddings: await flattened(dataset, views, runtime), labels };
  const split = holdout(labels, evaluate.holdout, train.seed);
  const { top1 } = await knnAccuracy(
    runtime,
    selectLabelled(rows, split.train),
    selectLabelled(rows, split.test),
    evaluate.knn,
  );
  return top1;
}

async function flattened(
  { length }: Dataset,
  views: ViewSource,
  runtime: Runtime,
): Promise<LabelledEmbeddings['embeddings']> {
  const flat = reshape(views.plain(BATCH), [BATCH, -1]);
  const width = flat.shape[1];
  const executable = await runtime.compile({ outputs: { flat } });
  const values = new Float32Array(length * width);
  for (let start = 0; start < length; start += BATCH) {
    const rows = Uint32Array.from({ length: BATCH }, (_, i) => Math.min(start + i, length - 1));
    const batch = (await executable.run(await views.feedPlain(rows))).flat as Float32Array;
    const count = Math.min(BATCH, length - start);
    values.set(batch.subarray(0, count * width), start * width);
  }
  await executable.dispose();
  return { values, count: length, width };
}
