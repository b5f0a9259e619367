// The encoder of a run with its head, or its two encoders, each with a head of its own.
import * as v from 'valibot';
import { encoderSection } from '../config/encoder-section';
import type { RunConfig } from '../config/run-config';
import { encode, project } from '../encoder/encoder';
import type { Network } from '../encoder/network';
import type { Tensor } from '../graph/tensor';
import type { EncoderStatistics } from './encoder-statistics';
import type { Side } from './view-maker';

/** Names of the second encoder's tensors and of its head's begin so. */
export const SECOND_PREFIX = 'second.';

export interface EncoderSetup {
  readonly config: RunConfig;
  /** With statistics of a second input there are two encoders. */
  readonly statistics: EncoderStatistics;
}

/**
 * What the encoder of that side, or its head, makes of `x`: [n, …] -> [n, dimensions]. Where there is
 * one encoder, it is that of both sides.
 */
export function encodeSide(
  side: Side,
  network: Network,
  x: Tensor,
  { config, statistics }: EncoderSetup,
  output: 'encoder' | 'head' = 'head',
): Tensor {
  const own = side === 'second' ? statistics.second : undefined;
  const part = own ? network.part(SECOND_PREFIX) : network;
  const settings = own ? secondEncoder(config, x) : config.encoder;
  const h = encode(part, x, settings, own ?? statistics);
  return output === 'encoder' ? h : project(part, h, config.head);
}

/** Like the first encoder; for vectors that it does not take, an mlp with its defaults. */
function secondEncoder({ encoder, second_encoder: second }: RunConfig, x: Tensor) {
  if (second) return second;
  const forImages = encoder.name === 'conv' || encoder.name === 'resnet18';
  return forImages && x.shape.length === 2 ? v.parse(encoderSection, { name: 'mlp' }) : encoder;
}
