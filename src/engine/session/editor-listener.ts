// What the editor is told of a session.
import type { StartedRun, TrainingEvents } from '../../protocol/training';
import type { Dataset } from '../dataset/dataset';
import { stepsPerEpoch } from '../train/data/epoch-order';
import type { TrainingEvent } from '../train/report/training-event';
import type { SessionListener } from './session-listener';
import type { ProgressReport } from './training-progress';

/** How many samples that were left out are named in the log. */
const NAMED = 20;

interface Sender {
  send<K extends keyof TrainingEvents>(name: K, payload: TrainingEvents[K]): void;
}

/** `onStart` is called with the run's folder when it is there. */
export function editorListener(
  sender: Sender,
  progress: ProgressReport,
  onStart: (run: StartedRun) => void,
): SessionListener {
  return {
    onConfig: ({ config }, epochsDone) => {
      progress.begin(config.train.epochs, epochsDone);
    },
    onReading: (done, total) => {
      progress.reading(done, total);
    },
    onWarning: (sentence, remedy) => {
      const how = remedy ? '; train the config for the new ones' : '';
      sender.send('warning', { sentence: sentence + how });
    },
    onSkipped: (dataset) => {
      sendSkipped(sender, dataset);
    },
    onStart: ({ run, runtime, data, loaded: { config } }) => {
      const { batch_size: batchSize, max_steps: mostSteps } = config.train;
      progress.start(runtime.device, stepsPerEpoch(data.train.length, batchSize), mostSteps);
      onStart({ run: run.path });
    },
    onEvent: (event) => {
      sendEvent(sender, progress, event);
    },
    onRuntime: ({ device }) => {
      progress.on(device);
    },
  };
}

function sendEvent(sender: Sender, progress: ProgressReport, event: TrainingEvent): void {
  switch (event.kind) {
    case 'step':
      progress.step(event);
      return;
    case 'evaluating':
      progress.evaluating();
      return;
    case 'epoch':
      sender.send('epoch', { epoch: event.metrics.epoch });
      return;
    case 'warning':
      sender.send('warning', { sentence: event.sentence });
  }
}

function sendSkipped(sender: Sender, { kind, skipped }: Dataset): void {
  const what = kind === 'image' ? 'file' : 'row';
  const [count, verb] =
    skipped.length === 1 ? [`1 ${what}`, 'was'] : [`${skipped.length} ${what}s`, 'were'];
  sender.send('warning', { sentence: `${count} ${verb} left out: the log says which and why` });
  for (const { name, reason } of skipped.slice(0, NAMED))
    sender.send('log', { line: `left out: ${name}: ${reason}` });
  const more = skipped.length - NAMED;
  if (more > 0) sender.send('log', { line: `left out: ${more} more` });
}
