// The training step all at once: views, forward, loss, gradients and optimiser in one program.
import type { Program } from '../../graph/program';
import { filled } from '../../graph/sources';
import { objective } from '../../objective/objective';
import type { StateValue } from '../../runtime/runtime';
import { gradientScaling } from '../optimisers/gradient-scaling';
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
   * Outputs: loss, diagnostics and figures of the gradients' scaling; with a queue or a memory bank
   * also `entering`, the embeddings of the second views, [samples, d].
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
  const scaling = gradientScaling(train.precision);
  const slopes = gradientsOf(loss, parameters, scaling.scaled(filled(1, loss.shape)));
  const step = optimiserStep(parameters, scaling.unscaled(slopes), optimizer);
  const { updates, figures } = scaling.guarded(slopes, {
    ...network.updates,
    ...keys?.network.updates,
    ...step.updates,
    ...keyUpdates(plan, keys, step.updates),
  });
  const program = {
    outputs: {
      loss,
      ...diagnostics,
      ...figures,
      ...(negatives.from !== 'batch' && { entering: secondHalf(z) }),
    },
    updates,
  };
  return { program, encoded, initialSlots: { ...step.initialSlots, ...scaling.initialState } };
}
