// What the loss of a step draws: synthetic negatives, triplets.
import type { RunConfig } from '../../config/run-config';
import { programInputs, type Program } from '../../graph/program';
import { drawMixing, mixSizes } from '../../negatives/mix-draws';
import { objectiveDraws } from '../../objective/draws';
import { Random } from '../../random/random';
import type { Feeds } from '../../runtime/runtime';

/** Draws of the next so many anchors of a batch. */
export type Draw = (anchors: number) => Feeds;

/** The draws of each step for the program `loss`, from streams named by the step. */
export function lossDraws(loss: Program, config: RunConfig): (step: number) => Draw {
  const drawing = drawingInputs(loss);
  const { seed } = config.train;
  return (step) => {
    const objective = Random.stream(seed, 'objective', step);
    const mixing = Random.stream(seed, 'mixing', step);
    return (anchors) => ({
      ...objectiveDraws(drawing, objective),
      ...mixed(config, anchors, mixing),
    });
  };
}

/** The inputs for what an objective draws as a program of their own: to find them takes time. */
function drawingInputs(loss: Program): Program {
  const names = Object.keys(objectiveDraws(loss, Random.stream(0)));
  const inputs = [...programInputs(loss)].filter(([name]) => names.includes(name));
  return { outputs: Object.fromEntries(inputs) };
}

function mixed({ negatives, train }: RunConfig, anchors: number, random: Random): Feeds {
  if (negatives.weighting !== 'mixing') return {};
  const candidates = negatives.from === 'batch' ? 2 * train.batch_size : negatives.size;
  return drawMixing(random, mixSizes(negatives, { anchors, negatives: candidates }));
}
