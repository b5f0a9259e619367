// Dynamic loss scaling: the backward pass works on the gradient of scale · loss, so that what is
// small stays above the least float16 (Micikevicius et al., ICLR 2018, section 3.2). First value,
// growth and fall of the scale are those of PyTorch's GradScaler.
import { add, divide, minimum, multiply } from '../../graph/arithmetic';
import { and, cast, greaterOrEqual, not, select } from '../../graph/comparison';
import { programInputs } from '../../graph/program';
import { input } from '../../graph/sources';
import { reduceSumSquare } from '../../graph/statistics';
import type { Tensor } from '../../graph/tensor';
import type { GradientScaling, GuardedUpdates, NamedTensors } from './gradient-scaling';

/** States that begin so are the scaling's. */
export const SCALING_PREFIX = 'loss-scaling.';

const SCALE = `${SCALING_PREFIX}scale`;
const GOOD_STEPS = `${SCALING_PREFIX}good-steps`;

/** A power of 2, as all that it becomes: scaling by it rounds nothing. */
const FIRST_SCALE = 2 ** 16;
const LARGEST_SCALE = 2 ** 24;
/** So many good steps in a row double the scale. */
const STEPS_TO_DOUBLE = 2000;
/** Sums of squares beyond are infinite, or not numbers at all. */
const LARGEST_FLOAT = 3.4e38;

export class LossScaling implements GradientScaling {
  readonly skips = true;
  readonly initialState = {
    [SCALE]: { shape: [], data: Float32Array.of(FIRST_SCALE) },
    [GOOD_STEPS]: { shape: [], data: Float32Array.of(0) },
  };
  private readonly scale = input(SCALE, []);
  private readonly goodSteps = input(GOOD_STEPS, []);

  scaled(seed: Tensor): Tensor {
    return multiply(seed, this.scale);
  }

  unscaled(gradients: readonly Tensor[]): readonly Tensor[] {
    return gradients.map((gradient) => divide(gradient, this.scale));
  }

  /** Skips where any gradient is not finite. `figures`: `skipped`, 0 or 1, and the step's `lossScale`. */
  guarded(
    gradients: readonly Tensor[],
    updates: NamedTensors,
    otherwise: NamedTensors = {},
  ): GuardedUpdates {
    const finite = allFinite(gradients);
    const old = { ...Object.fromEntries(programInputs({ outputs: {}, updates })), ...otherwise };
    const kept = Object.entries(updates).map(([name, next]): [string, Tensor] => {
      if (!(name in old)) throw new Error(`a step that is skipped has no old value of ${name}`);
      return [name, select(finite, next, old[name])];
    });
    return {
      updates: { ...Object.fromEntries(kept), ...this.next(finite) },
      figures: { skipped: cast(not(finite), 'float32'), lossScale: this.scale },
    };
  }

  private next(finite: Tensor): NamedTensors {
    const { scale, goodSteps } = this;
    const inRow = add(goodSteps, 1);
    const doubles = and(finite, greaterOrEqual(inRow, STEPS_TO_DOUBLE));
    const grown = minimum(multiply(scale, 2), LARGEST_SCALE);
    return {
      [SCALE]: select(doubles, grown, select(finite, scale, multiply(scale, 0.5))),
      [GOOD_STEPS]: select(and(finite, not(doubles)), inRow, 0),
    };
  }
}

/** [], bool */
function allFinite(gradients: readonly Tensor[]): Tensor {
  const squares = gradients.map((gradient) => reduceSumSquare(gradient, undefined, false));
  const sum = squares.reduce((total, square) => add(total, square));
  // False of infinity, and of what is no number.
  return greaterOrEqual(LARGEST_FLOAT, sum);
}
