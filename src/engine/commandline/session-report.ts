// What a session says on the command line.
import type { SessionListener, StartedSession } from '../session/session-listener';
import { reportSkipped } from './open-data';
import type { Output } from './output';
import { reportTraining } from './training-report';
import { listed } from './words';

/** `onRun` is called when the run has its folder, before it trains. */
export function sessionReport(
  output: Output,
  onRun?: (run: StartedSession['run']) => Promise<void>,
): SessionListener {
  return {
    onReading: (done, total) => {
      output.progress({ task: 'reading', done, total });
    },
    onWarning: (sentence, remedy) => {
      const how = remedy ? '; train without --resume for the new ones' : '';
      output.warn(sentence + how);
    },
    onSkipped: (dataset) => {
      reportSkipped(dataset, output);
    },
    onStart: async (started) => {
      reportStart(started, output);
      await onRun?.(started.run);
    },
    onEvent: reportTraining(output),
  };
}

function reportStart({ loaded, data, runtime, run }: StartedSession, output: Output): void {
  output.emit({ kind: 'run', id: run.id, path: run.path });
  output.say(
    `${loaded.config.name}: ${data.train.length} samples on ${runtime.device}, run ${run.id}`,
  );
  // Which columns of a table are the vector is a guess where the config does not say.
  if (data.train.features) output.say(`features: ${listed(data.train.features)}`);
}
