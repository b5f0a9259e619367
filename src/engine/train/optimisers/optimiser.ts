// One step of an optimiser as graph: from gradients to the next weights.
import type { RunConfig } from '../../config/run-config';
import type { Parameter } from '../../encoder/network';
import { input } from '../../graph/sources';
import type { Tensor } from '../../graph/tensor';
import type { StateValue } from '../../runtime/runtime';
import { adam } from './adam';
import { clipByNorm } from './clip';
import { lars } from './lars';
import { momentum } from './momentum';
import { Slots } from './slots';

type Settings = RunConfig['optimizer'];

/** What the host works out for each step, in double precision, as scalars. */
export interface Rate {
  /** α */
  readonly plain: Tensor;
  /** α · (1 − β₁) / (1 − β₁ᵗ) · √((1 − β₂ᵗ) / (1 − β₂)) */
  readonly adam: Tensor;
  /** ε · √((1 − β₂ᵗ) / (1 − β₂)) */
  readonly adamEpsilon: Tensor;
}

export interface ParameterUpdate {
  readonly parameter: Parameter;
  readonly gradient: Tensor;
  readonly rate: Rate;
  readonly slots: Slots;
  readonly settings: Settings;
}

/** The next value of a parameter. */
export type UpdateRule = (update: ParameterUpdate) => Tensor;

const rules: Record<Settings['name'], UpdateRule> = {
  adam,
  adamw: adam,
  sgd: momentum,
  lars,
};

export interface OptimiserStep {
  /** Next values of parameters and slots, by state name. */
  readonly updates: Readonly<Record<string, Tensor>>;
  readonly initialSlots: Readonly<Record<string, StateValue>>;
}

/** `gradients` in the order of `parameters`. Reads the inputs that `rateInputs` feeds. */
export function optimiserStep(
  parameters: readonly Parameter[],
  gradients: readonly Tensor[],
  settings: Settings,
): OptimiserStep {
  const slots = new Slots();
  const rate: Rate = {
    plain: input('rate.plain', []),
    adam: input('rate.adam', []),
    adamEpsilon: input('rate.adamEpsilon', []),
  };
  const clipped =
    settings.clip_norm === undefined ? gradients : clipByNorm(gradients, settings.clip_norm);
  const rule = rules[settings.name];
  const next = parameters.map((parameter, i): [string, Tensor] => [
    parameter.name,
    rule({ parameter, gradient: clipped[i], rate, slots, settings }),
  ]);
  return {
    updates: { ...Object.fromEntries(next), ...slots.updates },
    initialSlots: slots.initialValues,
  };
}

/** The scalars of step `step` (from 1) at learning rate `lr`: `Rate` by input name. */
export function rateInputs(
  lr: number,
  step: number,
  { betas: [beta1, beta2], epsilon }: Settings,
): Record<string, Float32Array> {
  const second = Math.sqrt((1 - beta2 ** step) / (1 - beta2));
  return {
    'rate.plain': Float32Array.of(lr),
    'rate.adam': Float32Array.of(((lr * (1 - beta1)) / (1 - beta1 ** step)) * second),
    'rate.adamEpsilon': Float32Array.of(epsilon * second),
  };
}
