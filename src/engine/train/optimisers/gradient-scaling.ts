// What a training step does about gradients that its floats cannot hold: nothing where these have
// the range of float32, loss scaling where they have not.
import type { Precision } from '../../config/precision';
import type { Tensor } from '../../graph/tensor';
import type { StateValue } from '../../runtime/runtime';
import { LossScaling } from './loss-scaling';

export type NamedTensors = Readonly<Record<string, Tensor>>;

export interface GuardedUpdates {
  readonly updates: NamedTensors;
  /** Scalars worth telling of the step, as outputs of its program. */
  readonly figures: NamedTensors;
}

/** One for each program: it makes inputs. */
export interface GradientScaling {
  /** Whether a step may be skipped: it then changes no state but the scaling's own. */
  readonly skips: boolean;
  /** The gradient by a loss itself that the backward pass begins with, from the true one. */
  scaled(seed: Tensor): Tensor;
  /** The true gradients, from those that the backward pass gives. */
  unscaled(gradients: readonly Tensor[]): readonly Tensor[];
  /**
   * The updates of a step with `gradients`, as the backward pass gave them: where the step is
   * skipped each state keeps its value, or takes that of `otherwise`.
   */
  guarded(
    gradients: readonly Tensor[],
    updates: NamedTensors,
    otherwise?: NamedTensors,
  ): GuardedUpdates;
  readonly initialState: Readonly<Record<string, StateValue>>;
}

const none: GradientScaling = {
  skips: false,
  scaled: (seed) => seed,
  unscaled: (gradients) => gradients,
  guarded: (_, updates) => ({ updates, figures: {} }),
  initialState: {},
};

/** float16 ends at 2⁻²⁴; bfloat16 has the range of float32. */
export function gradientScaling(precision: Precision): GradientScaling {
  return precision === 'float16' ? new LossScaling() : none;
}
