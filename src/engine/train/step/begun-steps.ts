// Steps that a device may still compute: their outputs are asked for later, of several at once.
import { enqueued } from '../../runtime/enqueued';
import type { Executable, Feeds, Outputs, State } from '../../runtime/runtime';
import type { Pace } from './pace';
import type { Step } from './stepper';

interface Done {
  readonly step: Step;
  readonly outputs: Outputs;
}

/**
 * A device works in turn, so that whoever reads the outputs of one step waits for all that were
 * begun. Hence those of several steps are read together: between them the device always has work.
 */
export class BegunSteps {
  private waiting: { readonly step: Step; readonly read: () => Promise<Outputs> }[] = [];
  private since = 0;

  constructor(private readonly pace: Pace) {}

  /** Whether it is time to read before another one begins. */
  get areMany(): boolean {
    return this.waiting.length >= this.pace.stride;
  }

  async add(step: Step, executable: Executable, feeds: Feeds, state: State): Promise<void> {
    if (this.waiting.length === 0) this.since = performance.now();
    this.waiting.push({ step, read: await enqueued(executable, feeds, state) });
  }

  /** All that were begun and not read yet, in turn. */
  async settle(): Promise<Done[]> {
    const waiting = this.waiting;
    if (waiting.length === 0) return [];
    this.waiting = [];
    const done: Done[] = [];
    for (const { step, read } of waiting) done.push({ step, outputs: await read() });
    this.pace.took(performance.now() - this.since, waiting.length);
    return done;
  }
}
