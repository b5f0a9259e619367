// A program that is spoken to by lines: it says `ready {json}`, then answers each request with one
// JSON line, until `quit` (peers/conversation.py). Ours and PyTorch's side are driven alike.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { InputError } from '../src/engine/input-error';

export interface Command {
  readonly program: string;
  readonly arguments: readonly string[];
}

type PipedProcess = ChildProcess & { readonly stdin: Writable; readonly stdout: Readable };

export class Peer {
  private readonly lines: AsyncIterator<string>;

  private constructor(
    private readonly command: Command,
    private readonly process: PipedProcess,
  ) {
    this.lines = createInterface({ input: process.stdout })[Symbol.asyncIterator]();
  }

  /**
   * Its messages on stderr go to ours. Throws where it ends before it is ready, the sentence that it
   * says instead where it cannot do what it is asked for.
   */
  static async start(command: Command): Promise<Peer> {
    const process = spawnPiped(command);
    await once(process, 'spawn');
    const peer = new Peer(command, process);
    const first = await peer.line();
    if (first.startsWith('refused ')) throw new InputError(first.slice('refused '.length));
    if (!first.startsWith('ready ')) throw peer.failure(`said ${first} instead of ready`);
    return peer;
  }

  /** The parsed answer; throws where it is an error or the program has ended. */
  async ask(request: string): Promise<unknown> {
    this.process.stdin.write(`${request}\n`);
    const answer: unknown = JSON.parse(await this.line());
    if (typeof answer === 'object' && answer !== null && 'error' in answer)
      throw this.failure(`answered ${request} with ${String(answer.error)}`);
    return answer;
  }

  async quit(): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const ended = once(this.process, 'exit');
    this.process.stdin.end('quit\n');
    await ended;
  }

  private async line(): Promise<string> {
    const next = await this.lines.next();
    if (next.done === true) throw this.failure('ended without an answer');
    return next.value;
  }

  private failure(what: string): Error {
    return new Error(`${this.command.program} ${this.command.arguments.join(' ')} ${what}`);
  }
}

/** Runs a program to its end and parses the one JSON line it prints. */
export async function runOnce(command: Command): Promise<unknown> {
  const process = spawnPiped(command);
  const ended = once(process, 'close');
  let text = '';
  for await (const part of process.stdout.setEncoding('utf8')) text += String(part);
  const [code] = (await ended) as [number | null];
  if (code !== 0)
    throw new Error(`${command.program} ${command.arguments.join(' ')} ended with ${code}`);
  return JSON.parse(text);
}

function spawnPiped({ program, arguments: list }: Command): PipedProcess {
  return spawn(program, list, { stdio: ['pipe', 'pipe', 'inherit'] });
}
