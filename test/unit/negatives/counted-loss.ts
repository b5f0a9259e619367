// The engine's InfoNCE under a counting of negatives, with its gradient by the rows.
import { mixSizes } from '../../../src/engine/negatives/mix-draws';
import { givenMixing } from '../../../src/engine/negatives/mix-given';
import { scheduledInputs, type TrainingPlace } from '../../../src/engine/negatives/schedule';
import type { Runtime } from '../../../src/engine/runtime/runtime';
import { lossConfig, lossOf, type GraphLoss } from '../objective/graph-loss';
import type { Situation } from './situation';

export function countedLoss(
  situation: Situation,
  runtime?: Runtime,
  place: TrainingPlace = { epoch: 0, epochs: 1 },
): Promise<GraphLoss> {
  const { negatives, temperature, ...batch } = situation;
  const { objective } = lossConfig({ name: 'info-nce', temperature });
  const feeds = { ...scheduledInputs(negatives, place), ...drawFeeds(situation) };
  return lossOf({ ...batch, feeds }, { objective, negatives }, runtime);
}

function drawFeeds({ rows, stored, negatives, draws }: Situation) {
  if (!draws) return {};
  const sizes = stored
    ? { anchors: rows.length / 2, negatives: stored.rows.length }
    : { anchors: rows.length, negatives: rows.length };
  return givenMixing(draws, mixSizes(negatives, sizes));
}
