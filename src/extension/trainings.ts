// The trainings of this window, each in a child process of its own. They outlive every panel and end
// with the window.
import * as vscode from 'vscode';
import type {
  TrainingEnd,
  TrainingEvents,
  TrainingProgress,
  TrainingRequests,
} from '../protocol/training';
import { EngineChild, type ChildEnd } from './engine-child';

export interface Training {
  /** Absolute path of the run's folder. */
  readonly run: string;
  readonly config: string;
  readonly progress?: TrainingProgress;
}

export type TrainingCrash = Pick<ChildEnd, 'code' | 'signal' | 'lastLines'>;

/** How a training ended: as it says itself, or by the death of its process. */
export type TrainingOutcome = TrainingEnd | ({ readonly outcome: 'crashed' } & TrainingCrash);

interface Running {
  training: Training;
  readonly child: EngineChild<TrainingRequests, TrainingEvents>;
}

export class Trainings implements vscode.Disposable {
  private readonly running = new Map<string, Running>();
  private readonly changed = new vscode.EventEmitter<Training>();
  private readonly epochDone = new vscode.EventEmitter<Training>();
  private readonly over = new vscode.EventEmitter<{ training: Training; end: TrainingOutcome }>();
  /** Its progress changed, at most ten times a second. */
  readonly onDidChange = this.changed.event;
  readonly onDidFinishEpoch = this.epochDone.event;
  readonly onDidEnd = this.over.event;

  constructor(
    private readonly program: string,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  get all(): readonly Training[] {
    return [...this.running.values()].map(({ training }) => training);
  }

  of(run: string): Training | undefined {
    return this.running.get(run)?.training;
  }

  /** Resolves when the run's folder is there. Rejects with a sentence where it cannot begin. */
  train(config: string, overrides: readonly string[] = []): Promise<Training> {
    return this.begin(config, (child) => child.connection.request('train', { config, overrides }));
  }

  resume(run: string, config: string): Promise<Training> {
    return this.begin(config, (child) => child.connection.request('resume', { run, config }));
  }

  /** Asks the training to finish its step and save; false where none runs. */
  async stop(run: string): Promise<boolean> {
    const running = this.running.get(run);
    if (!running) return false;
    return running.child.connection.request('stop', {});
  }

  dispose(): void {
    for (const { child } of this.running.values()) void child.end();
    for (const emitter of [this.changed, this.epochDone, this.over]) emitter.dispose();
  }

  private async begin(
    config: string,
    ask: (child: EngineChild<TrainingRequests, TrainingEvents>) => Promise<{ run: string }>,
  ): Promise<Training> {
    const child = new EngineChild<TrainingRequests, TrainingEvents>(this.program, (line) => {
      this.log.error(line);
    });
    const running = ask(child).then(({ run }) => this.begun({ run, config }, child));
    // Before the answer is there: a training may fail at once.
    this.follow(child, running);
    try {
      return (await running).training;
    } catch (error) {
      await child.end();
      throw error;
    }
  }

  private begun(training: Training, child: Running['child']): Running {
    const running = { training, child };
    this.running.set(training.run, running);
    this.changed.fire(training);
    return running;
  }

  private follow(child: Running['child'], begun: Promise<Running>): void {
    // What never began is told by its rejection alone.
    const tell = (of: (running: Running) => void): void => {
      void begun.then(of, () => undefined);
    };
    let end: TrainingEnd | undefined;
    child.connection.on('progress', (progress) => {
      tell((running) => {
        running.training = { ...running.training, progress };
        this.changed.fire(running.training);
      });
    });
    child.connection.on('epoch', () => {
      tell(({ training }) => {
        this.epochDone.fire(training);
      });
    });
    child.connection.on('warning', ({ sentence }) => {
      this.log.warn(sentence);
    });
    child.connection.on('log', ({ line }) => {
      this.log.info(line);
    });
    child.connection.on('ended', (how) => {
      end = how;
      child.expectEnd();
    });
    void child.ended.then((death) => {
      tell(({ training }) => {
        this.running.delete(training.run);
        const outcome = end ?? { ...death, outcome: 'crashed' as const };
        if (!death.expected || end) this.over.fire({ training, end: outcome });
      });
    });
  }
}
