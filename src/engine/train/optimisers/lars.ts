// Layer-wise adaptive rate scaling: You, Gitman & Ginsburg 2017 (arXiv 1708.03888), algorithm 1.
import { add, divide, multiply, subtract } from '../../graph/arithmetic';
import { and, greater, select } from '../../graph/comparison';
import { sqrt } from '../../graph/elementwise';
import { reduceSum } from '../../graph/reduction';
import type { Tensor } from '../../graph/tensor';
import { momentum } from './momentum';
import type { UpdateRule } from './optimiser';

/**
 * η = trust · ‖θ‖ / (‖g‖ + λ‖θ‖), u ← μ u + α η (g + λθ), θ ← θ − u. Biases and norms take the
 * plain momentum step, as in SimCLR.
 */
export const lars: UpdateRule = (update) => {
  const { parameter, gradient, rate, slots, settings } = update;
  if (!parameter.decays) return momentum(update);
  const theta = parameter.tensor;
  const decay = settings.weight_decay;
  const [sizeOfTheta, sizeOfGradient] = [norm(theta), norm(gradient)];
  const ratio = divide(
    multiply(sizeOfTheta, settings.trust),
    add(sizeOfGradient, multiply(sizeOfTheta, decay)),
  );
  // All zero at the start, or no gradient: the plain rate.
  const known = and(greater(sizeOfTheta, 0), greater(sizeOfGradient, 0));
  const local = multiply(rate.plain, select(known, ratio, 1));
  const g = multiply(add(gradient, multiply(theta, decay)), local);
  const u = slots.update('momentum', parameter, (old) => add(multiply(old, settings.momentum), g));
  return subtract(theta, settings.nesterov ? add(g, multiply(u, settings.momentum)) : u);
};

function norm(x: Tensor): Tensor {
  return sqrt(reduceSum(multiply(x, x), undefined, false));
}
