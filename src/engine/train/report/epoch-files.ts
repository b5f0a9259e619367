// What an epoch keeps beside its figures: vectors of its samples, for whoever looks at them later.
import { encodeNpy } from '../../dataset/write-npy';
import type { EmbeddedRows } from '../embedding/embedder';
import type { Evaluation } from './evaluation';

/**
 * `embeddings.npy` [samples, dimensions] and `z.npy`, what the head makes of the same samples; of the test
 * samples `test-embeddings.npy`. Of two
 * views of the samples `view-rows.npy` [m], `view-z.npy` [2, m, dz] and, where embeddings are the
 * encoder's and not the head's, `view-h.npy` [2, m, dh].
 */
export function epochFiles({
  embeddings,
  testEmbeddings,
  views,
}: Evaluation): Map<string, Uint8Array> {
  const { z = embeddings } = embeddings;
  const files = new Map([
    ['embeddings.npy', rowsFile(embeddings)],
    ['z.npy', rowsFile(z)],
  ]);
  if (testEmbeddings) files.set('test-embeddings.npy', rowsFile(testEmbeddings));
  if (!views) return files;
  files.set('view-rows.npy', encodeNpy([views.rows.length], Int32Array.from(views.rows)));
  files.set('view-z.npy', pairsFile(views.z));
  if (views.h) files.set('view-h.npy', pairsFile(views.h));
  return files;
}

function rowsFile({ values, width }: EmbeddedRows): Uint8Array {
  return encodeNpy([values.length / width, width], values);
}

function pairsFile({ values, width }: EmbeddedRows): Uint8Array {
  return encodeNpy([2, values.length / (2 * width), width], values);
}
