// Adam's update as TensorFlow's own kernel: one pass over a weight and its moments, in place.
import type { Tensor } from '../../graph/tensor';
import type { AdamUpdate } from './adam-pattern';
import type { Value } from './kernel';
import type { Form } from './order';
import type { Placement } from './placement';

/** Gives the place for the variable that holds an input, in a form. */
type VariableOf = (input: Tensor<'input'>, form: Form) => Value;

/**
 * The kernel keeps m = (1 − β₁) M and v = (1 − β₂) V, takes α √(1 − β₂ᵗ) / (1 − β₁ᵗ) as its rate
 * where its powers of β are 0, and adds its ε to √v (Kingma & Ba's ε-hat): both are given scaled.
 */
export function lowerAdam(update: AdamUpdate, placement: Placement, variableOf: VariableOf): void {
  const { emitter } = placement;
  const { parameter, first, second, gradient, beta1, beta2, factor } = update;
  const { order } = placement.get(parameter);
  const weight = variableOf(parameter, { order, scale: 1 });
  if (factor) {
    const decayed = [placement.value(parameter, order), placement.value(factor)];
    const kept = emitter.emit('Mul', decayed);
    emitter.effect('AssignVariableOp', [weight, kept], { dtype: { type: 'float32' } });
  }
  const scaled = (x: Tensor, by: number): Value =>
    emitter.emit('Mul', [placement.value(x), emitter.float(by)]);
  const root = Math.sqrt(1 - beta2);
  emitter.effect('ResourceApplyAdam', [
    weight,
    variableOf(first, { order, scale: 1 - beta1 }),
    variableOf(second, { order, scale: 1 - beta2 }),
    emitter.float(0),
    emitter.float(0),
    scaled(update.rate, root / (1 - beta1)),
    emitter.float(beta1),
    emitter.float(beta2),
    scaled(update.epsilon, root),
    placement.value(gradient, order),
  ]);
}
