// Stochastic gradient descent with momentum (Sutskever et al., ICML 2013), as in PyTorch.
import { add, multiply, subtract } from '../../graph/arithmetic';
import type { Tensor } from '../../graph/tensor';
import type { UpdateRule } from './optimiser';

/** u ← μ u + (g + λθ), θ ← θ − α u; with Nesterov's look-ahead θ ← θ − α (g + λθ + μ u). */
export const momentum: UpdateRule = ({ parameter, gradient, rate, slots, settings }) => {
  const theta = parameter.tensor;
  const decay = parameter.decays ? settings.weight_decay : 0;
  const g = decay > 0 ? add(gradient, multiply(theta, decay)) : gradient;
  if (settings.momentum === 0) return subtract(theta, multiply(g, rate.plain));
  const u = slots.update('momentum', parameter, (old) => add(multiply(old, settings.momentum), g));
  const direction: Tensor = settings.nesterov ? add(g, multiply(u, settings.momentum)) : u;
  return subtract(theta, multiply(direction, rate.plain));
};
