// Decoding threads: jobs in, answers out, a crashed thread replaced.
import { Worker } from 'node:worker_threads';

import type {
  DecodeAnswer,
  DecodeJob,
  DecodeReply,
  ImageShape,
  ImageSource,
  ProbeReply,
} from './decode-job';

/** The thread died over a job (memory, a codec's abort). Its images may be tried one by one. */
export class DecoderCrash extends Error {
  override readonly name = 'DecoderCrash';
}

interface Thread {
  readonly worker: Worker;
  /** Settles the job that runs; undefined while idle. */
  settle: ((answer: DecodeAnswer | Error) => void) | undefined;
  /** Whether its program was loaded: what ends it before is a defect, no bad image. */
  loaded: boolean;
}

/** A job without a thread. */
interface Waiter {
  readonly give: (thread: Thread) => void;
  readonly refuse: (error: Error) => void;
}

export class DecodePool {
  private readonly idle: Thread[] = [];
  private readonly waiting: Waiter[] = [];
  private readonly threads = new Set<Thread>();
  private closed = false;

  /** `workerFile` is the bundle of decode-worker.ts. */
  constructor(
    private readonly workerFile: string,
    readonly size: number,
  ) {}

  async probe(images: readonly ImageSource[]): Promise<ProbeReply> {
    return (await this.run({ kind: 'probe', images })) as ProbeReply;
  }

  async decode(images: readonly ImageSource[], shape: ImageShape): Promise<DecodeReply> {
    return (await this.run({ kind: 'decode', images, shape })) as DecodeReply;
  }

  /** Ends all threads; jobs under way reject. */
  async close(): Promise<void> {
    this.closed = true;
    for (const { refuse } of this.waiting.splice(0)) refuse(closedPool());
    await Promise.all([...this.threads].map(({ worker }) => worker.terminate()));
  }

  private async run(job: DecodeJob): Promise<ProbeReply | DecodeReply> {
    const thread = await this.take();
    const answer = await new Promise<DecodeAnswer | Error>((settle) => {
      thread.settle = settle;
      // Since it was given, the thread or the whole pool may have ended.
      if (this.closed || !this.threads.has(thread)) settle(this.ending(thread, undefined));
      else thread.worker.postMessage(job);
    });
    if (answer instanceof Error) throw answer;
    this.release(thread);
    if ('defect' in answer) throw new Error(`A decode worker failed: ${answer.defect}`);
    return answer.ok;
  }

  private take(): Promise<Thread> {
    if (this.closed) return Promise.reject(closedPool());
    const thread = this.idle.pop();
    if (thread) return Promise.resolve(thread);
    if (this.threads.size < this.size) return Promise.resolve(this.start());
    return new Promise((give, refuse) => this.waiting.push({ give, refuse }));
  }

  private release(thread: Thread): void {
    const next = this.waiting.shift();
    if (next) next.give(thread);
    else this.idle.push(thread);
  }

  private start(): Thread {
    const thread: Thread = {
      worker: new Worker(this.workerFile),
      settle: undefined,
      loaded: false,
    };
    this.threads.add(thread);
    const finish = (answer: DecodeAnswer | Error): void => {
      const settle = thread.settle;
      thread.settle = undefined;
      settle?.(answer);
    };
    let cause: unknown;
    thread.worker.on('message', (message: DecodeAnswer | 'loaded') => {
      if (message === 'loaded') thread.loaded = true;
      else finish(message);
    });
    thread.worker.on('error', (error) => {
      cause = error;
    });
    thread.worker.on('exit', () => {
      this.forget(thread);
      finish(this.ending(thread, cause));
    });
    return thread;
  }

  /** What the job of a thread that ended is told. */
  private ending(thread: Thread, cause: unknown): Error {
    if (this.closed) return closedPool();
    return thread.loaded
      ? new DecoderCrash('The decoder crashed.', { cause })
      : new Error(`The decode worker cannot start: ${String(cause)}`);
  }

  /** A dead thread's place goes to whoever waits for one. */
  private forget(thread: Thread): void {
    this.threads.delete(thread);
    const position = this.idle.indexOf(thread);
    if (position >= 0) this.idle.splice(position, 1);
    const next = this.closed ? undefined : this.waiting.shift();
    next?.give(this.start());
  }
}

function closedPool(): Error {
  return new Error('The decode pool is closed.');
}
