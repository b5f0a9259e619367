// The training step as programs: all at once, or in chunks whose gradients add up to exactly that
// of the whole batch.
import type { RunConfig } from '../config/run-config';
import { Network, type Parameter } from '../encoder/network';
import type { InputStatistics } from '../encoder/standardise';
import { add, multiply } from '../graph/arithmetic';
import { gradients } from '../graph/gradient';
import type { Program } from '../graph/program';
import { sizeOf } from '../graph/shape';
import { input } from '../graph/sources';
import type { Tensor } from '../graph/tensor';
import { objective } from '../objective/objective';
import type { StateValue } from '../runtime/runtime';
import { encodePair } from './encode-pair';
import { optimiserStep } from './optimisers/optimiser';
import type { ViewSource } from './view-source';

/** States that begin so hold the gradients of a batch in chunks. */
export const KEPT_GRADIENT_PREFIX = 'gradient.';

export interface StepPlan {
  readonly config: RunConfig;
  readonly statistics: InputStatistics;
  readonly views: Pick<ViewSource, 'pair'>;
}

interface Built {
  readonly network: Network;
  /** z = g(f(x)): [2 · samples, d]. */
  readonly z: Tensor;
}

function build(plan: StepPlan, samples: number): Built {
  const network = new Network('training');
  return { network, z: encodePair(network, plan.views.pair(samples), plan) };
}

export interface WholeStep {
  readonly program: Program;
  readonly network: Network;
  readonly initialSlots: Readonly<Record<string, StateValue>>;
}

/** Views, forward, loss, gradients and optimiser in one program. Outputs: loss and diagnostics. */
export function wholeStep(plan: StepPlan): WholeStep {
  const { network, z } = build(plan, plan.config.train.batch_size);
  const { loss, diagnostics } = objective({ z, twins: true }, plan.config);
  const { parameters } = network;
  const step = optimiserStep(parameters, gradientsOf(loss, parameters), plan.config.optimizer);
  const program = {
    outputs: { loss, ...diagnostics },
    updates: { ...network.updates, ...step.updates },
  };
  return { program, network, initialSlots: step.initialSlots };
}

/**
 * GradCache (Gao et al., "Scaling Deep Contrastive Learning Batch Size under Memory Limited
 * Setup", 2021, arXiv 2101.06983, section 3.2): encode every chunk without keeping activations,
 * take the gradient of the loss by all embeddings, then encode each chunk again and
 * back-propagate its rows' gradient. Exact where rows do not depend on each other in the encoder;
 * batch normalisation sees one chunk at a time.
 */
export interface ChunkedStep {
  /** Views of a chunk -> z [2 · chunk, d]. */
  readonly encodeChunk: Program;
  /**
   * z of the whole batch and `anchors`, 2 · chunk of its rows -> their mean loss, diagnostics, and
   * `gradient` by all of z: similarities take 2 · chunk rows of memory, not the batch squared.
   */
  readonly loss: Program;
  /** Views of a chunk and `z.gradient` -> adds to the gradients kept as state. */
  readonly accumulate: Program;
  /** Gradients kept as state -> next weights; the gradients return to 0. */
  readonly update: Program;
  readonly network: Network;
  readonly initialSlots: Readonly<Record<string, StateValue>>;
  /** d */
  readonly dimensions: number;
}

export function chunkedStep(plan: StepPlan, chunk: number): ChunkedStep {
  const encoded = build(plan, chunk);
  const dimensions = encoded.z.shape[1];
  const update = updateFromKept(encoded.network.parameters, plan.config);
  return {
    encodeChunk: { outputs: { z: encoded.z } },
    loss: lossOfAnchors(plan.config, dimensions, 2 * chunk),
    accumulate: accumulateChunk(build(plan, chunk)),
    update: update.program,
    network: encoded.network,
    initialSlots: { ...update.initialSlots, ...zeroGradients(encoded.network.parameters) },
    dimensions,
  };
}

function lossOfAnchors(config: RunConfig, dimensions: number, count: number): Program {
  const z = input('z', [2 * config.train.batch_size, dimensions]);
  const anchors = input('anchors', [count], 'int64');
  const { loss, diagnostics } = objective({ z, twins: true, anchors }, config);
  return { outputs: { loss, ...diagnostics, gradient: gradients(loss, [z])[0] } };
}

function accumulateChunk({ network, z }: Built): Program {
  const seed = input('z.gradient', z.shape);
  const parts = gradientsOf(z, network.parameters, seed);
  const sums = network.parameters.map((parameter, i): [string, Tensor] => [
    keptName(parameter),
    add(input(keptName(parameter), parameter.shape), parts[i]),
  ]);
  return { outputs: {}, updates: { ...network.updates, ...Object.fromEntries(sums) } };
}

function updateFromKept(parameters: readonly Parameter[], config: RunConfig) {
  const kept = parameters.map((parameter) => input(keptName(parameter), parameter.shape));
  const step = optimiserStep(parameters, kept, config.optimizer);
  const zeros = kept.map((gradient): [string, Tensor] => [
    gradient.attributes.name,
    multiply(gradient, 0),
  ]);
  const updates = { ...step.updates, ...Object.fromEntries(zeros) };
  return { program: { outputs: {}, updates }, initialSlots: step.initialSlots };
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

function gradientsOf(of: Tensor, parameters: readonly Parameter[], seed?: Tensor): Tensor[] {
  return gradients(
    of,
    parameters.map(({ tensor }) => tensor),
    seed,
  );
}
