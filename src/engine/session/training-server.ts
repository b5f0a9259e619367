// Trains one run for the editor: answers its requests, and tells it what happens.
import * as v from 'valibot';
import type { Connection } from '../../protocol/connection';
import type {
  StartedRun,
  TrainingEnd,
  TrainingEvents,
  TrainingRequests,
} from '../../protocol/training';
import { openRun } from '../runs/run-folder';
import { LoggedDefect, stackOf } from './defect';
import { editorListener } from './editor-listener';
import { Aborted, remoteFailure } from './remote-failure';
import { ProgressReport } from './training-progress';
import { trainAnew, trainOn, type SessionResult } from './training-session';
import type { SessionListener } from './session-listener';

export type TrainingConnection = Connection<
  Record<string, never>,
  Record<string, never>,
  TrainingRequests,
  TrainingEvents
>;

const trainParams = v.object({ config: v.string(), overrides: v.array(v.string()) });
const resumeParams = v.object({ run: v.string(), config: v.string() });

type Work = (place: {
  readonly listener: SessionListener;
  readonly signal: AbortSignal;
}) => Promise<SessionResult>;

export class TrainingServer {
  private readonly stopping = new AbortController();
  private readonly progress: ProgressReport;
  /** Settles when the training is over, however it ended; undefined until one was asked for. */
  private training: Promise<void> | undefined;

  /** `onEnd` is called when the training is over and its end is told. */
  constructor(
    private readonly connection: TrainingConnection,
    private readonly onEnd: () => void,
  ) {
    this.progress = new ProgressReport((state) => {
      connection.send('progress', state);
    });
    connection.answer(
      'train',
      (params) => v.parse(trainParams, params),
      ({ config, overrides }, signal) =>
        this.begin(signal, (place) => trainAnew(config, overrides, place)),
    );
    connection.answer(
      'resume',
      (params) => v.parse(resumeParams, params),
      ({ run: path, config }, signal) =>
        this.begin(signal, async (place) => {
          const run = await openRun(path);
          return trainOn(run, { configFile: config }, place);
        }),
    );
    connection.answer(
      'stop',
      () => ({}),
      () => this.stop(),
    );
  }

  /** Asks the training to finish its step and save; false where there is none. */
  stop(): boolean {
    this.stopping.abort(new Aborted('the training was stopped before it began'));
    return this.training !== undefined;
  }

  /** Settles when nothing trains any more. */
  async idle(): Promise<void> {
    await this.training;
  }

  private begin(asked: AbortSignal, work: Work): Promise<StartedRun> {
    if (this.training) throw new Error('this process trains one run, and has been given one');
    // An abort of the request is a stop, also after its answer.
    asked.addEventListener('abort', () => this.stop(), { once: true });
    return new Promise((resolve, reject) => {
      let started = false;
      const onStart = (run: StartedRun): void => {
        started = true;
        resolve(run);
      };
      const listener = editorListener(this.connection, this.progress, onStart);
      this.training = work({ listener, signal: this.stopping.signal }).then(
        ({ outcome }) => {
          this.end({ outcome });
        },
        (error: unknown) => {
          if (started) this.end({ outcome: 'failed', sentence: this.sentenceOf(error) });
          else reject(error instanceof Error ? error : new Error(String(error)));
        },
      );
    });
  }

  private end(how: TrainingEnd): void {
    this.progress.end();
    this.connection.send('ended', how);
    this.onEnd();
  }

  private sentenceOf(error: unknown): string {
    if (error instanceof LoggedDefect) {
      this.log(stackOf(error));
      return `an internal error ended the training: its details are in ${error.log}`;
    }
    return remoteFailure(error, (stack) => {
      this.log(stack);
    }).message;
  }

  private log(text: string): void {
    for (const line of text.split('\n')) this.connection.send('log', { line });
  }
}
