// The training step in chunks whose gradients add up to exactly that of the whole batch.
import type { RunConfig } from '../../config/run-config';
import type { Parameter } from '../../encoder/network';
import { add, multiply } from '../../graph/arithmetic';
import { gradients } from '../../graph/gradient';
import type { Program } from '../../graph/program';
import { sizeOf } from '../../graph/shape';
import { input, scalar } from '../../graph/sources';
import type { Tensor } from '../../graph/tensor';
import { isMeanOverAnchors, objective } from '../../objective/objective';
import type { StateValue } from '../../runtime/runtime';
import { gradientScaling } from '../optimisers/gradient-scaling';
import { optimiserStep } from '../optimisers/optimiser';
import {
  anchorsOf,
  encodeBatch,
  gradientsOf,
  keyUpdates,
  rowsOf,
  type Encoded,
  type StepPlan,
} from './step-plan';
import { statisticsBefore } from './statistics-before';

/** States that begin so hold the gradients of a batch in chunks. */
export const KEPT_GRADIENT_PREFIX = 'gradient.';

/**
 * GradCache (Gao et al., "Scaling Deep Contrastive Learning Batch Size under Memory Limited
 * Setup", 2021, arXiv 2101.06983, section 3.2): encode every chunk without keeping activations,
 * take the gradient of the loss by all embeddings, then encode each chunk again and
 * back-propagate its rows' gradient. Exact where rows do not depend on each other in the encoder;
 * batch normalisation sees one chunk at a time. Keys are encoded once: they have no gradient.
 */
export interface ChunkedStep {
  /** Views of a chunk -> z [2 · chunk, d]. */
  readonly encodeChunk: Program;
  /**
   * z of the whole batch and `anchors`, `anchorsAtOnce` of its rows -> their mean loss, diagnostics,
   * and `gradient` by all of z: similarities take as many rows of memory, not the batch squared.
   * Objectives that are no means over anchors take all rows at once, and no `anchors`.
   */
  readonly loss: Program;
  /** Views of a chunk and `z.gradient` -> adds to the gradients kept as state. */
  readonly accumulate: Program;
  /**
   * Gradients kept as state -> next weights and key encoder, figures of the gradients' scaling; the
   * gradients return to 0.
   */
  readonly update: Program;
  readonly encoded: Encoded;
  readonly initialSlots: Readonly<Record<string, StateValue>>;
  /** d */
  readonly dimensions: number;
  readonly anchors: AnchorBlocks;
}

export interface AnchorBlocks {
  /** Anchors of the batch: its first rows. */
  readonly all: number;
  /** As many as `loss` takes; all where it takes no `anchors`. */
  readonly atOnce: number;
}

export function chunkedStep(plan: StepPlan, chunk: number): ChunkedStep {
  const encoded = encodeBatch(plan, chunk);
  const dimensions = encoded.z.shape[1];
  const anchors = anchorBlocks(plan.config, chunk);
  const z = input('z', [2 * plan.config.train.batch_size, dimensions]);
  const update = updateFromKept(plan, encoded);
  return {
    encodeChunk: {
      outputs: { z: encoded.z },
      ...(encoded.keys && { updates: encoded.keys.network.updates }),
    },
    loss: lossOfAnchors(plan, z, anchors),
    accumulate: accumulateChunk(plan, chunk),
    update: update.program,
    encoded,
    initialSlots: { ...update.initialSlots, ...zeroGradients(encoded.network.parameters) },
    dimensions,
    anchors,
  };
}

function anchorBlocks(config: RunConfig, chunk: number): AnchorBlocks {
  const { objective, train } = config;
  const all = anchorsOf(config);
  const parts = isMeanOverAnchors(objective.name) ? train.batch_size / chunk : 1;
  return { all, atOnce: all / parts };
}

function lossOfAnchors(plan: StepPlan, z: Tensor, { all, atOnce }: AnchorBlocks): Program {
  const part = atOnce < all && { anchors: input('anchors', [atOnce], 'int64') };
  const { loss, diagnostics } = objective({ ...rowsOf(plan, z), ...part }, plan.config);
  return { outputs: { loss, ...diagnostics, gradient: gradients(loss, [z])[0] } };
}

function accumulateChunk(plan: StepPlan, chunk: number): Program {
  const { network, z } = encodeBatch(plan, chunk);
  const scaling = gradientScaling(plan.config.train.precision);
  const seed = scaling.scaled(input('z.gradient', z.shape));
  const parts = gradientsOf(z, network.parameters, seed);
  const sums = network.parameters.map((parameter, i): [string, Tensor] => [
    keptName(parameter),
    add(input(keptName(parameter), parameter.shape), parts[i]),
  ]);
  return { outputs: {}, updates: { ...network.updates, ...Object.fromEntries(sums) } };
}

function updateFromKept(plan: StepPlan, { network, keys }: Encoded) {
  const { parameters } = network;
  const { train, optimizer } = plan.config;
  const scaling = gradientScaling(train.precision);
  const before = statisticsBefore(scaling.skips ? [network, ...(keys ? [keys.network] : [])] : []);
  const kept = parameters.map((parameter) => input(keptName(parameter), parameter.shape));
  const step = optimiserStep(parameters, scaling.unscaled(kept), optimizer);
  const zeros = byName(kept, (gradient) => multiply(gradient, 0));
  const { updates, figures } = scaling.guarded(
    kept,
    { ...step.updates, ...keyUpdates(plan, keys, step.updates), ...before.updates, ...zeros },
    // What is not finite would not return to 0 by a product.
    { ...before.otherwise, ...byName(kept, () => scalar(0)) },
  );
  const initialSlots = {
    ...step.initialSlots,
    ...scaling.initialState,
    ...before.initialState,
  };
  return { program: { outputs: figures, updates }, initialSlots };
}

function byName(
  kept: readonly Tensor<'input'>[],
  make: (gradient: Tensor) => Tensor,
): Record<string, Tensor> {
  return Object.fromEntries(kept.map((each) => [each.attributes.name, make(each)]));
}

function zeroGradients(parameters: readonly Parameter[]): Record<string, StateValue> {
  return Object.fromEntries(
    parameters.map((parameter) => [
      keptName(parameter),
      { shape: parameter.shape, data: new Float32Array(sizeOf(parameter.shape)) },
    ]),
  );
}

function keptName({ name }: Parameter): string {
  return KEPT_GRADIENT_PREFIX + name;
}
