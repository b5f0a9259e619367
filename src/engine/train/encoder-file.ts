// The trained encoder as an ONNX file of its own, with its weights inside.
import type { RunConfig } from '../config/run-config';
import { Network } from '../encoder/network';
import type { InputStatistics } from '../encoder/standardise';
import { writeOnnx } from '../graph/onnx/model';
import { input } from '../graph/sources';
import type { State } from '../runtime/runtime';
import { embeddingOf } from './embedder';
import type { ViewSource } from './view-source';

/**
 * Takes `input`: images [batch, c, h, w] in 0..1 or vectors [batch, d], not standardised; gives
 * `embedding` [batch, dimensions]. The size of the batch is free.
 */
export async function encoderFile(
  setup: { config: RunConfig; statistics: InputStatistics; views: ViewSource },
  state: State,
): Promise<Uint8Array> {
  const values = new Map<string, Float32Array>();
  for (const name of state.names) values.set(name, (await state.read(name)) as Float32Array);
  const x = input('input', setup.views.plain(1).shape);
  const network = new Network('inference', values);
  const embedding = embeddingOf(setup, x, setup.config.evaluate.embeddings, network);
  return writeOnnx({ outputs: { embedding } }, { freeBatch: 'batch' });
}
