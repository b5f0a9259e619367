// What an objective draws: uniform numbers that the host feeds at each step.
import { programInputs, type Program } from '../graph/program';
import { sizeOf } from '../graph/shape';
import { input } from '../graph/sources';
import type { Shape, Tensor } from '../graph/tensor';
import type { Random } from '../random/random';

/** The input that carries the draws, where an objective draws. */
const DRAWS = 'objective.draws';

/** Uniform numbers in [0, 1), each of its own. */
export function drawsInput(shape: Shape): Tensor {
  return input(DRAWS, shape);
}

/** Feeds for the draws of a program that computes a loss; none where its objective draws nothing. */
export function objectiveDraws(
  program: Program,
  random: Random,
): Readonly<Record<string, Float32Array>> {
  const draws = programInputs(program).get(DRAWS);
  if (!draws) return {};
  return { [DRAWS]: Float32Array.from({ length: sizeOf(draws.shape) }, () => random.uniform()) };
}
