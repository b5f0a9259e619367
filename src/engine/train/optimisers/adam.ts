// Adam (Kingma & Ba, ICLR 2015, algorithm 1) and AdamW (Loshchilov & Hutter, ICLR 2019, algorithm 2).
import { add, divide, multiply, subtract } from '../../graph/arithmetic';
import { sqrt } from '../../graph/elementwise';
import type { Tensor } from '../../graph/tensor';
import type { UpdateRule } from './optimiser';

/**
 * m ← β₁ m + (1 − β₁) g, v ← β₂ v + (1 − β₂) g²,
 * θ ← θ − α · m̂ / (√v̂ + ε) with m̂ = m / (1 − β₁ᵗ), v̂ = v / (1 − β₂ᵗ).
 * adam adds λθ to g, adamw takes αλθ from θ.
 */
export const adam: UpdateRule = ({ parameter, gradient, rate, slots, settings }) => {
  const [beta1, beta2] = settings.betas;
  const theta = parameter.tensor;
  const decay = parameter.decays ? settings.weight_decay : 0;
  const coupled = settings.name === 'adam' && decay > 0;
  const g = coupled ? add(gradient, multiply(theta, decay)) : gradient;
  const m = slots.update('first', parameter, (old) => blend(old, g, beta1));
  const v = slots.update('second', parameter, (old) => blend(old, multiply(g, g), beta2));
  const denominator = add(multiply(sqrt(v), rate.secondCorrection), settings.epsilon);
  const step = multiply(divide(m, denominator), rate.corrected);
  const kept =
    settings.name === 'adamw' && decay > 0
      ? multiply(theta, subtract(1, multiply(rate.plain, decay)))
      : theta;
  return subtract(kept, step);
};

function blend(old: Tensor, value: Tensor, beta: number): Tensor {
  return add(multiply(old, beta), multiply(value, 1 - beta));
}
