// What is left of a training when it has ended, however it ended.
import type { Dataset } from '../../../src/engine/dataset/dataset';
import type { TrainingEvent } from '../../../src/engine/train/report/training-event';
import { configOf, inWorkspace, trainIn } from './job';
import { twoClasses } from './memory-dataset';

/** Forty samples: five batches of the usual eight. */
export const vectors = twoClasses(40, 5);

/** Runs a training to its end and gives what `look` sees of it. */
export function ending(sections: Record<string, string>, data: Dataset = vectors) {
  return inWorkspace(async (folder) => {
    const events: TrainingEvent[] = [];
    const config = configOf(sections);
    const onEvent = (event: TrainingEvent): void => void events.push(event);
    const { run, outcome, error } = await trainIn(folder, {
      config,
      data: { train: data },
      onEvent,
    });
    const record = await run.record();
    const checkpoint = await run.latestCheckpoint();
    return {
      events,
      outcome,
      error,
      record,
      checkpoint,
      rows: await run.metrics(),
      epochs: await run.epochs(),
    };
  });
}
