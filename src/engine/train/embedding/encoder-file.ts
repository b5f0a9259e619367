// The trained encoder as an ONNX file of its own, with its weights inside.
import { Network } from '../../encoder/network';
import { writeOnnx } from '../../graph/onnx/model';
import { input } from '../../graph/sources';
import type { Tensor } from '../../graph/tensor';
import type { State } from '../../runtime/runtime';
import { embeddingOf } from './embedding';
import { encodeSide, type EncoderSetup } from '../encoders';
import type { ViewSource } from '../views/view-source';

/**
 * Takes `input`: images [batch, c, h, w] in 0..1 or vectors [batch, d], not standardised; gives
 * `embedding` [batch, dimensions]. The size of the batch is free.
 */
export async function encoderFile(setup: Setup, state: State): Promise<Uint8Array> {
  const x = input('input', setup.views.plain(1).shape);
  const network = new Network('inference', { values: await valuesOf(state) });
  return written(embeddingOf(setup, x, setup.config.evaluate.embeddings, network));
}

/** The same of the encoder of a second input; undefined where the run has none. */
export async function secondEncoderFile(
  setup: Setup,
  state: State,
): Promise<Uint8Array | undefined> {
  const { config, views } = setup;
  if (config.positives.from !== 'aligned') return undefined;
  const x = input('input', views.pair(1).second.shape);
  const network = new Network('inference', { values: await valuesOf(state) });
  return written(encodeSide('second', network, x, setup, config.evaluate.embeddings));
}

type Setup = EncoderSetup & { readonly views: ViewSource };

async function valuesOf(state: State): Promise<Map<string, Float32Array>> {
  const values = new Map<string, Float32Array>();
  for (const name of state.names) values.set(name, (await state.read(name)) as Float32Array);
  return values;
}

function written(embedding: Tensor): Uint8Array {
  return writeOnnx({ outputs: { embedding } }, { freeBatch: 'batch' });
}
