// The encoder of a run with its head, or its two encoders, each with a head of its own.
import * as v from 'valibot';
import { encoderSection } from '../config/encoder-section';
import type { RunConfig } from '../config/run-config';
import { encode, project } from '../encoder/encoder';
import type { Network } from '../encoder/network';
import type { Tensor } from '../graph/tensor';
import type { EncoderStatistics } from './data/encoder-statistics';
import type { Side } from './views/view-maker';

/** Names of the second encoder's tensors and of its head's begin so. */
export const SECOND_PREFIX = 'second.';

export interface EncoderSetup {
  readonly config: RunConfig;
  /** With statistics of a second input there are two encoders. */
  readonly statistics: EncoderStatistics;
}

/** What an encoder and its head give, each [n, dimensions]; without layers in the head one tensor. */
export interface Encoded {
  readonly h: Tensor;
  readonly z: Tensor;
}

/**
 * h = f(x) and z = g(h) by the encoder of that side and its head. Where there is one encoder, it is
 * that of both sides.
 */
export function encodeFully(side: Side, network: Network, x: Tensor, setup: EncoderSetup): Encoded {
  const part = partOf(side, network, setup);
  const h = encodeBy(part, side, x, setup);
  return { h, z: project(part, h, setup.config.head) };
}

/** One of the two: [n, dimensions]. */
export function encodeSide(
  side: Side,
  network: Network,
  x: Tensor,
  setup: EncoderSetup,
  output: 'encoder' | 'head' = 'head',
): Tensor {
  // An encoder that is wanted alone needs no head's weights.
  if (output === 'encoder') return encodeBy(partOf(side, network, setup), side, x, setup);
  return encodeFully(side, network, x, setup).z;
}

function partOf(side: Side, network: Network, { statistics }: EncoderSetup): Network {
  return side === 'second' && statistics.second ? network.part(SECOND_PREFIX) : network;
}

function encodeBy(
  part: Network,
  side: Side,
  x: Tensor,
  { config, statistics }: EncoderSetup,
): Tensor {
  const own = side === 'second' ? statistics.second : undefined;
  return encode(part, x, own ? secondEncoder(config, x) : config.encoder, own ?? statistics);
}

/** Like the first encoder; for vectors that it does not take, an mlp with its defaults. */
function secondEncoder({ encoder, second_encoder: second }: RunConfig, x: Tensor) {
  if (second) return second;
  const forImages = encoder.name === 'conv' || encoder.name === 'resnet18';
  return forImages && x.shape.length === 2 ? v.parse(encoderSection, { name: 'mlp' }) : encoder;
}
