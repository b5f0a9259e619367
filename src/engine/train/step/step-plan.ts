// What every form of a training step is made of: the batch through the network, and the rows that
// the objective compares.
import type { RunConfig } from '../../config/run-config';
import { encode, project } from '../../encoder/encoder';
import { Network, type Parameter } from '../../encoder/network';
import { gradients } from '../../graph/gradient';
import { concat, sliceAxis } from '../../graph/slicing';
import type { Tensor } from '../../graph/tensor';
import type { Rows } from '../../negatives/rows';
import { encodePair } from './encode-pair';
import type { EncoderStatistics } from '../data/encoder-statistics';
import { encodeKeys, follow, type Keys } from '../earlier-rows/key-encoder';
import { relationInputs, type RowRelations } from '../relations/row-relations';
import { storedInputs } from '../earlier-rows/stored-rows';
import type { ViewSource } from '../views/view-source';

export interface StepPlan {
  readonly config: RunConfig;
  readonly statistics: EncoderStatistics;
  readonly views: Pick<ViewSource, 'pair'>;
  readonly relations: RowRelations;
}

/** The prefix of the inputs that carry the relations of a batch's rows. */
export const BATCH = 'row';

export interface Encoded {
  readonly network: Network;
  /** z = g(f(x)) of first views, then of second ones: [2 · samples, d]. */
  readonly z: Tensor;
  /** Where negatives come from a queue: the second views went through the key encoder. */
  readonly keys?: Keys;
}

export function encodeBatch(plan: StepPlan, samples: number): Encoded {
  const { config, statistics } = plan;
  const { precision } = config.train;
  const network = new Network('training', { precision });
  const pair = plan.views.pair(samples);
  if (config.negatives.from !== 'queue') return { network, z: encodePair(network, pair, plan) };
  const through = (x: Tensor, into: Network): Tensor =>
    project(into, encode(into, x, config.encoder, statistics), config.head);
  const queries = through(pair.first, network);
  const keys = encodeKeys((own) => through(pair.second, own), precision);
  return { network, keys, z: concat([queries, keys.z], 0) };
}

/** The rows of a whole batch with their relations and the stored rows they are compared with. */
export function rowsOf({ config, relations }: StepPlan, z: Tensor): Rows {
  const { negatives } = config;
  const stored =
    negatives.from !== 'batch' && storedInputs([negatives.size, z.shape[1]], relations);
  return {
    z,
    twins: true,
    ...relationInputs(BATCH, relations, z.shape[0]),
    ...(stored && { stored }),
  };
}

/** How many rows of a batch are anchors, its first ones: against stored rows only first views. */
export function anchorsOf({ negatives, train }: RunConfig): number {
  return (negatives.from === 'batch' ? 2 : 1) * train.batch_size;
}

export function secondHalf(x: Tensor): Tensor {
  const [n] = x.shape;
  return sliceAxis(x, 0, n / 2, n);
}

/** What a step makes of the key encoder after the weights' `next` values. */
export function keyUpdates(
  { config: { negatives } }: StepPlan,
  keys: Keys | undefined,
  next: Readonly<Record<string, Tensor>>,
): Record<string, Tensor> {
  if (negatives.from !== 'queue' || !keys) return {};
  return follow(keys.network, next, negatives.momentum);
}

export function gradientsOf(of: Tensor, parameters: readonly Parameter[], seed?: Tensor): Tensor[] {
  const tensors = parameters.map(({ tensor }) => tensor);
  return gradients(of, tensors, seed);
}
