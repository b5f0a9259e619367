// How many steps are worth taking before the host hears of them: many where a step is so short that
// handing over the state, or waiting for the device, costs a good part of it; one where a person who
// stops the training would wait.

/** How long the host may be held up, in milliseconds. */
const LONGEST = {
  /** By a run of several steps. */
  run: 100,
  /** By steps that were begun and must be waited for. */
  wait: 200,
} as const;

/** Beyond so many steps a run gains nothing more (measured: the MLP of the bench, 3 ms a step). */
const MOST = 16;

export class Pace {
  private milliseconds = Infinity;

  constructor(private readonly held: keyof typeof LONGEST) {}

  /** Steps to take together, from 1. */
  get stride(): number {
    return Math.max(1, Math.min(MOST, Math.floor(LONGEST[this.held] / this.milliseconds)));
  }

  /** Takes note of a run. The shortest step counts: a busy machine makes them longer, never shorter. */
  took(milliseconds: number, steps: number): void {
    this.milliseconds = Math.min(this.milliseconds, milliseconds / steps);
  }
}
