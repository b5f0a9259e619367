// Adam (Kingma & Ba, ICLR 2015, algorithm 1) and AdamW (Loshchilov & Hutter, ICLR 2019, algorithm 2).
import { add, divide, multiply, subtract } from '../../graph/arithmetic';
import { sqrt } from '../../graph/elementwise';
import type { UpdateRule } from './optimiser';

/**
 * m ← β₁ m + (1 − β₁) g, v ← β₂ v + (1 − β₂) g²,
 * θ ← θ − α · m̂ / (√v̂ + ε) with m̂ = m / (1 − β₁ᵗ), v̂ = v / (1 − β₂ᵗ).
 * adam adds λθ to g, adamw takes αλθ from θ.
 *
 * The slots hold M = m / (1 − β₁) and V = v / (1 − β₂), which saves three of thirteen passes over
 * the weights: θ ← θ − rate.adam · M / (√V + rate.adamEpsilon), see `rateInputs`.
 */
export const adam: UpdateRule = ({ parameter, gradient, rate, slots, settings }) => {
  const [beta1, beta2] = settings.betas;
  const theta = parameter.tensor;
  const decay = parameter.decays ? settings.weight_decay : 0;
  const g =
    settings.name === 'adam' && decay > 0 ? add(gradient, multiply(theta, decay)) : gradient;
  const first = slots.update('first', parameter, (old) => add(multiply(old, beta1), g));
  const second = slots.update('second', parameter, (old) =>
    add(multiply(old, beta2), multiply(g, g)),
  );
  const ratio = divide(first, add(sqrt(second), rate.adamEpsilon));
  const kept =
    settings.name === 'adamw' && decay > 0
      ? multiply(theta, subtract(1, multiply(rate.plain, decay)))
      : theta;
  return subtract(kept, multiply(ratio, rate.adam));
};
