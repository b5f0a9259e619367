// The training step all at once: views, forward, loss, gradients and optimiser in one program.
import type { Program } from '../../graph/program';
import { objective } from '../../objective/objective';
import type { StateValue } from '../../runtime/runtime';
import { optimiserStep } from '../optimisers/optimiser';
import {
  encodeBatch,
  gradientsOf,
  keyUpdates,
  rowsOf,
  secondHalf,
  type Encoded,
  type StepPlan,
} from './step-plan';

export interface WholeStep {
  /**
   * Outputs: loss and diagnostics; with a queue or a memory bank also `entering`, the embeddings of
   * the second views, [samples, d].
   */
  readonly program: Program;
  readonly encoded: Encoded;
  readonly initialSlots: Readonly<Record<string, StateValue>>;
}

export function wholeStep(plan: StepPlan): WholeStep {
  const { negatives, optimizer, train } = plan.config;
  const encoded = encodeBatch(plan, train.batch_size);
  const { network, z, keys } = encoded;
  const { loss, diagnostics } = objective(rowsOf(plan, z), plan.config);
  const { parameters } = network;
  const step = optimiserStep(parameters, gradientsOf(loss, parameters), optimizer);
  const program = {
    outputs: {
      loss,
      ...diagnostics,
      ...(negatives.from !== 'batch' && { entering: secondHalf(z) }),
    },
    updates: {
      ...network.updates,
      ...keys?.network.updates,
      ...step.updates,
      ...keyUpdates(plan, keys, step.updates),
    },
  };
  return { program, encoded, initialSlots: step.initialSlots };
}
