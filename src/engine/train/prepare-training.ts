// All that a training needs before its first step: views, relations, programs, reports.
import type { MetricsRow } from '../runs/metrics-log';
import { restoreState, START, type Progress } from './checkpoint-state';
import { datasetViews, trainingViews } from './views/dataset-views';
import { Embedder } from './embedding/embedder';
import { encoderStatistics, type EncoderStatistics } from './data/encoder-statistics';
import { stepsPerEpoch } from './data/epoch-order';
import { findRelations } from './relations/find-relations';
import { Reporter } from './report/reporter';
import { createStepper, type Stepper } from './step/stepper';
import type { TrainingJob } from './train';
import type { ViewSource } from './views/view-source';

export interface PreparedTraining {
  readonly stepper: Stepper;
  readonly views: ViewSource;
  readonly reporter: Reporter;
  readonly stepsPerEpoch: number;
  /** Where it begins, or goes on. */
  readonly progress: Progress;
}

/** @throws InputError where the config does not fit the data, or the checkpoint the config. */
export async function prepareTraining(job: TrainingJob): Promise<PreparedTraining> {
  const { config, data, runtime, checkpoint } = job;
  const perEpoch = stepsPerEpoch(data.train.length, config.train.batch_size);
  const statistics = await encoderStatistics(data, config);
  const views = trainingViews(data, config, statistics);
  const relations = await findRelations({
    ...{ config, data, runtime, partnered: views.partnered },
    note: (sentence) => job.onEvent?.({ kind: 'warning', sentence }),
  });
  const restored = checkpoint && restoreState(checkpoint);
  const rows = await job.run.metrics();
  const stepper = await createStepper({
    ...{ config, statistics, views, runtime, relations },
    restored: restored?.values,
  });
  const ownViews = ownViewsOf(job, statistics, views);
  const embedder = await Embedder.create({ config, statistics, views, ownViews, runtime }).catch(
    async (error: unknown) => {
      await stepper.dispose();
      throw error;
    },
  );
  const parts = { statistics, views, stepper, embedder };
  return {
    stepper,
    views,
    reporter: reporterOf(job, parts, rows),
    stepsPerEpoch: perEpoch,
    progress: restored?.progress ?? START,
  };
}

/** Two encoders see two things: no two views of theirs are of one kind. */
function ownViewsOf(
  { config, data }: TrainingJob,
  statistics: EncoderStatistics,
  views: ViewSource,
): ViewSource | undefined {
  if (statistics.second) return undefined;
  return views.partnered ? datasetViews(data.train, config, statistics) : views;
}

interface Parts {
  readonly statistics: EncoderStatistics;
  readonly views: ViewSource;
  readonly stepper: Stepper;
  readonly embedder: Embedder;
}

function reporterOf(job: TrainingJob, parts: Parts, rows: readonly MetricsRow[]): Reporter {
  const { config, data, runtime, signal } = job;
  const { statistics, embedder } = parts;
  const evaluation = {
    ...{ config, runtime, data, embedder },
    ...(data.test && { testViews: datasetViews(data.test, config, statistics) }),
    ...(signal && { signal }),
  };
  return new Reporter({ ...job, ...parts, evaluation }, rows);
}
