// A child process of the engine: forked when it is needed, ended with its owner, and its death told
// once with the last lines it said.
import { fork, type ChildProcess } from 'node:child_process';
import { Connection, type Requests } from '../protocol/connection';
import { SilenceWatch } from './silence';

/** Lines kept for the report of a crash. */
const LAST_LINES = 20;
/** A child that was asked to end and does not is killed after this many milliseconds. */
const PATIENCE = 5000;

type Nothing = Record<string, never>;

export interface ChildEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Of its error output. */
  readonly lastLines: readonly string[];
  /** Whether this end asked for it. */
  readonly expected: boolean;
}

export class EngineChild<
  TheirRequests extends Requests<TheirRequests>,
  TheirEvents extends object,
> {
  readonly connection: Connection<TheirRequests, TheirEvents, Nothing, Nothing>;
  readonly ended: Promise<ChildEnd>;
  private readonly child: ChildProcess;
  private readonly lines: string[] = [];
  private expected = false;

  /** `program`: a bundle in dist. It ends by itself when the channel to this process closes. */
  constructor(program: string, onLine: (line: string) => void, args: readonly string[] = []) {
    this.child = fork(program, args, { serialization: 'advanced', silent: true });
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      for (const line of text.split('\n').filter((each) => each !== '')) {
        this.lines.push(line);
        if (this.lines.length > LAST_LINES) this.lines.shift();
        onLine(line);
      }
    });
    this.child.stdout?.resume();
    const silence = new SilenceWatch((seconds) => {
      onLine(`The engine's process ${this.child.pid ?? ''} has said nothing for ${seconds} s.`);
    });
    this.child.on('message', () => {
      silence.heard();
    });
    this.connection = new Connection({
      post: (message) => {
        if (this.child.connected) this.child.send(message as object);
      },
      listen: (listener) => {
        this.child.on('message', listener);
      },
    });
    this.ended = new Promise((resolve) => {
      const end = (code: number | null, signal: NodeJS.Signals | null): void => {
        silence.end();
        this.connection.close('the engine’s process ended');
        resolve({ code, signal, lastLines: this.lines, expected: this.expected });
      };
      this.child.once('exit', end);
      this.child.once('error', (error) => {
        this.lines.push(error.message);
        end(null, null);
      });
    });
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  /** Closes the channel, at which the child ends; kills it where it does not. */
  async end(): Promise<void> {
    this.expected = true;
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    if (this.child.connected) this.child.disconnect();
    const timer = setTimeout(() => this.child.kill('SIGKILL'), PATIENCE);
    await this.ended;
    clearTimeout(timer);
  }

  /** It will end by itself, as it should. */
  expectEnd(): void {
    this.expected = true;
  }
}
