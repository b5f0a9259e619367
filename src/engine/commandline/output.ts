// What the command line says: sentences for people, or with --json one object a line on stdout and
// nothing else there. Warnings, failures and progress go to stderr.
import { ProgressLine } from './progress-line';
import { Throttle } from './throttle';

export interface Progress {
  /** What is being done: `reading`, `embedding`. */
  readonly task: string;
  readonly done: number;
  readonly total: number;
}

export class Output {
  private readonly throttle = new Throttle();
  private readonly line = new ProgressLine();

  constructor(readonly json: boolean) {}

  /** For people; silent with --json. */
  say(text: string): void {
    if (this.json) return;
    this.line.clear();
    process.stdout.write(`${text}\n`);
  }

  /** For programs; silent without --json. What is not finite becomes null. */
  emit(object: Readonly<Record<string, unknown>>): void {
    if (this.json) process.stdout.write(`${JSON.stringify(object)}\n`);
  }

  warn(sentence: string): void {
    this.complain(`warning: ${sentence}`);
    this.emit({ kind: 'warning', sentence });
  }

  fail(sentence: string): void {
    this.complain(sentence);
    this.emit({ error: sentence });
  }

  /** At most ten times a second, but always at the end. `detail` is for people. */
  progress({ task, done, total }: Progress, detail = ''): void {
    this.advance({ kind: 'progress', task, done, total }, { task, done, total }, detail);
  }

  /** As `progress`, with an event of its own for programs. */
  advance(event: Readonly<Record<string, unknown>>, progress: Progress, detail: string): void {
    if (!this.throttle.passes() && progress.done < progress.total) return;
    this.emit(event);
    if (!this.json) this.line.show(progress, detail);
  }

  /** On stderr, whether --json or not. */
  complain(text: string): void {
    this.line.clear();
    process.stderr.write(`${text}\n`);
  }
}

/** A reader that has heard enough (`| head`) ends the talking, not the work. */
export function surviveClosedPipes(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
}
