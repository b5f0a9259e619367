// One transport for every conversation between two processes, or a window and its view: requests
// with an answer, which can be aborted, and events. Errors travel as values; a peer that is gone
// rejects everything that waits for it.

/** Two ends of a pipe that carries structured-clone values. */
export interface Channel {
  post(message: unknown): void;
  /** The only listener; called with each message of the peer. */
  listen(listener: (message: unknown) => void): void;
}

/** A conversation's requests: a function type for each name, with one parameter. */
export type Requests<T> = { readonly [K in keyof T]: (params: never) => unknown };

type Params<F> = F extends (params: infer P) => unknown ? P : never;
type Result<F> = F extends (params: never) => infer R ? Awaited<R> : never;

/** What a failed request carries: a sentence for a person; `code` for programs. */
export interface RemoteFailure {
  readonly message: string;
  readonly code: 'input' | 'aborted' | 'closed' | 'defect';
}

export class RemoteError extends Error {
  override readonly name = 'RemoteError';
  constructor(readonly failure: RemoteFailure) {
    super(failure.message);
  }
}

type Message =
  | {
      readonly kind: 'request';
      readonly id: number;
      readonly name: string;
      readonly params: unknown;
    }
  | { readonly kind: 'result'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failure'; readonly id: number; readonly failure: RemoteFailure }
  | { readonly kind: 'abort'; readonly id: number }
  | { readonly kind: 'event'; readonly name: string; readonly payload: unknown };

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

type Answer = (params: unknown, signal: AbortSignal) => unknown;

export interface ConnectionOptions {
  /** Turns what an answer threw into what the peer is told. Default: its message, as a defect. */
  readonly describe?: (error: unknown) => RemoteFailure;
  /** A message that nobody expected, or an answer to nothing: worth a line in a log. */
  readonly onStray?: (message: unknown) => void;
}

/**
 * `TheirRequests` and `TheirEvents` are what the peer answers and sends; `OurRequests` and
 * `OurEvents` what this end answers and sends.
 */
export class Connection<
  TheirRequests extends Requests<TheirRequests>,
  TheirEvents extends object,
  OurRequests extends Requests<OurRequests>,
  OurEvents extends object,
> {
  private nextId = 1;
  private closed: RemoteError | undefined;
  private readonly waiting = new Map<number, Waiting>();
  private readonly answering = new Map<number, AbortController>();
  private readonly answers = new Map<string, Answer>();
  private readonly listeners = new Map<string, Set<(payload: unknown) => void>>();

  constructor(
    private readonly channel: Channel,
    private readonly options: ConnectionOptions = {},
  ) {
    channel.listen((message) => {
      if (isMessage(message)) this.receive(message);
      else options.onStray?.(message);
    });
  }

  /** Rejects with a `RemoteError`, also where the peer goes away or the signal aborts. */
  request<K extends keyof TheirRequests & string>(
    name: K,
    params: Params<TheirRequests[K]>,
    signal?: AbortSignal,
  ): Promise<Result<TheirRequests[K]>> {
    if (this.closed) return Promise.reject(this.closed);
    if (signal?.aborted) return Promise.reject(aborted());
    const id = this.nextId++;
    return new Promise((resolve, reject) => {
      const abort = (): void => {
        this.waiting.delete(id);
        this.post({ kind: 'abort', id });
        reject(aborted());
      };
      const done = (): void => signal?.removeEventListener('abort', abort);
      this.waiting.set(id, {
        resolve: (value) => {
          done();
          resolve(value as Result<TheirRequests[K]>);
        },
        reject: (error) => {
          done();
          reject(error);
        },
      });
      signal?.addEventListener('abort', abort, { once: true });
      this.post({ kind: 'request', id, name, params });
    });
  }

  /** Answers a request; `parse` throws where the parameters are not what they should be. */
  answer<K extends keyof OurRequests & string>(
    name: K,
    parse: (params: unknown) => Params<OurRequests[K]>,
    answer: (
      params: Params<OurRequests[K]>,
      signal: AbortSignal,
    ) => Promise<Result<OurRequests[K]>> | Result<OurRequests[K]>,
  ): void {
    this.answers.set(name, (params, signal) => answer(parse(params), signal));
  }

  send<K extends keyof OurEvents & string>(name: K, payload: OurEvents[K]): void {
    if (!this.closed) this.post({ kind: 'event', name, payload });
  }

  /** Returns a function that ends the listening. */
  on<K extends keyof TheirEvents & string>(
    name: K,
    listener: (payload: TheirEvents[K]) => void,
  ): () => void {
    const all = this.listeners.get(name) ?? new Set();
    this.listeners.set(name, all);
    const own = listener as (payload: unknown) => void;
    all.add(own);
    return () => all.delete(own);
  }

  /** The peer is gone, or this end leaves: whatever waits is rejected with `reason`. */
  close(reason: string): void {
    if (this.closed) return;
    this.closed = new RemoteError({ code: 'closed', message: reason });
    for (const { reject } of this.waiting.values()) reject(this.closed);
    for (const controller of this.answering.values()) controller.abort();
    this.waiting.clear();
    this.answering.clear();
  }

  private post(message: Message): void {
    this.channel.post(message);
  }

  private receive(message: Message): void {
    switch (message.kind) {
      case 'request':
        void this.reply(message.id, message.name, message.params);
        return;
      case 'abort':
        this.answering.get(message.id)?.abort();
        return;
      case 'event':
        for (const listener of this.listeners.get(message.name) ?? []) listener(message.payload);
        return;
      default:
        this.settle(message);
    }
  }

  private settle(message: Extract<Message, { kind: 'result' | 'failure' }>): void {
    const waiting = this.waiting.get(message.id);
    // An answer to a request that was aborted comes late and is nobody's.
    if (!waiting) return;
    this.waiting.delete(message.id);
    if (message.kind === 'result') waiting.resolve(message.value);
    else waiting.reject(new RemoteError(message.failure));
  }

  private async reply(id: number, name: string, params: unknown): Promise<void> {
    const controller = new AbortController();
    this.answering.set(id, controller);
    const message = await this.answered(id, name, params, controller.signal);
    this.answering.delete(id);
    if (!this.closed) this.post(message);
  }

  private async answered(
    id: number,
    name: string,
    params: unknown,
    signal: AbortSignal,
  ): Promise<Message> {
    const answer = this.answers.get(name);
    if (!answer) {
      this.options.onStray?.({ name, params });
      return { kind: 'failure', id, failure: { code: 'defect', message: `no answer to ${name}` } };
    }
    try {
      return { kind: 'result', id, value: await answer(params, signal) };
    } catch (error) {
      const describe = this.options.describe ?? asDefect;
      const failure = signal.aborted ? aborted().failure : describe(error);
      return { kind: 'failure', id, failure };
    }
  }
}

function aborted(): RemoteError {
  return new RemoteError({ code: 'aborted', message: 'the request was aborted' });
}

function asDefect(error: unknown): RemoteFailure {
  return { code: 'defect', message: error instanceof Error ? error.message : String(error) };
}

function isMessage(value: unknown): value is Message {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return false;
  if (value.kind === 'event') return 'name' in value && typeof value.name === 'string';
  const kinds: unknown[] = ['request', 'result', 'failure', 'abort'];
  return kinds.includes(value.kind) && 'id' in value && typeof value.id === 'number';
}
