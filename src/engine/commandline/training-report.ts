// What a training says while it runs, and how it ended.
import type { SessionResult } from '../session/training-session';
import type { TrainingEvent } from '../train/report/training-event';
import { headline, latestFigures } from './figures';
import type { Output } from './output';
import { shownPath } from './words';

/** Steps as progress, epochs as lines. */
export function reportTraining(output: Output): (event: TrainingEvent) => void {
  let epochs = '';
  return (event) => {
    switch (event.kind) {
      case 'step': {
        epochs = `/${event.epochs}`;
        const { samplesPerSecond, ...where } = event;
        const { step, steps, epoch, loss } = where;
        const detail = `epoch ${epoch}${epochs}, loss ${loss.toFixed(3)}, ${speed(samplesPerSecond)}`;
        // Named as in the rows of epochs.
        const line = { ...where, samples_per_second: samplesPerSecond };
        output.advance(line, { task: 'training', done: step, total: steps }, detail);
        return;
      }
      case 'epoch': {
        const { epoch, samples_per_second: rate } = event.metrics as Partial<typeof event.metrics>;
        output.emit({ ...event });
        const figures = headline(event.metrics);
        output.say(
          `epoch ${epoch}${epochs}: ${figures}${rate === undefined ? '' : `, ${speed(rate)}`}`,
        );
        return;
      }
      case 'warning':
        output.warn(event.sentence);
    }
  };
}

const speed = (samplesPerSecond: number): string => `${samplesPerSecond.toFixed(0)} samples/s`;

/** Where the run is, and its last figures. */
export function reportResult({ outcome, run, metrics }: SessionResult, output: Output): void {
  const figures = latestFigures(metrics);
  const files = {
    run: run.path,
    ...(outcome === 'finished' && { encoder: run.at('encoder.onnx') }),
  };
  output.emit({ kind: 'result', outcome, id: run.id, ...files, figures });
  const after = metrics.length === 0 ? 'in the first epoch' : `after epoch ${figures.epoch}`;
  const figuresText = metrics.length === 0 ? '' : `: ${headline(figures)}`;
  output.say(`${outcome} ${after}${figuresText}`);
  for (const [name, path] of Object.entries(files)) output.say(`${name}: ${shownPath(path)}`);
}
