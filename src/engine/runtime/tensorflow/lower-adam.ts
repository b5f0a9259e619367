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
  const { parameter, first, second, gradient, beta1, beta2, factor, applies } = update;
  const { order } = placement.get(parameter);
  const weight = variableOf(parameter, { order, scale: 1 });
  // With a rate of 0, factors of 1 and no gradient the kernel leaves all as it was.
  const guarded = (value: Value, otherwise: number): Value =>
    applies
      ? emitter.emit('SelectV2', [placement.value(applies), value, emitter.float(otherwise)])
      : value;
  if (factor) {
    const decayed = [placement.value(parameter, order), guarded(placement.value(factor), 1)];
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
    guarded(scaled(update.rate, root / (1 - beta1)), 0),
    guarded(emitter.float(beta1), 1),
    guarded(emitter.float(beta2), 1),
    scaled(update.epsilon, root),
    guarded(placement.value(gradient, order), 0),
  ]);
}
