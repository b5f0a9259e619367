// The space in which pairs are compared: encoder and head side by side, both whitened.
import type { Embeddings } from '../evaluate/embeddings';
import type { Runtime } from '../runtime/runtime';
import { directions } from './directions';
import type { ViewPairs } from './view-scatter';
import type { EpochVectors } from './epoch-vectors';
import { whiten } from './whiten';

/** X = unit(whiten(z) ⊕ whiten(h)), or whiten(z) alone without h. Unit rows. */
export async function joinedSpace(
  runtime: Runtime,
  { z, h, views }: EpochVectors,
): Promise<Embeddings> {
  const ofHead = await whiten(runtime, z, views?.z);
  if (!h) return ofHead;
  const ofEncoder = await whiten(runtime, directions(h), views?.h && unitPairs(views.h));
  return directions(sideBySide(ofHead, ofEncoder));
}

function unitPairs({ first, second }: ViewPairs): ViewPairs {
  return { first: directions(first), second: directions(second) };
}

function sideBySide(a: Embeddings, b: Embeddings): Embeddings {
  const width = a.width + b.width;
  const values = new Float32Array(a.count * width);
  for (let i = 0; i < a.count; i++) {
    values.set(a.values.subarray(i * a.width, (i + 1) * a.width), i * width);
    values.set(b.values.subarray(i * b.width, (i + 1) * b.width), i * width + a.width);
  }
  return { values, count: a.count, width };
}
