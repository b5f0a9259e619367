// How many steps are worth taking in one run: many where a step is so short that handing over the
// state costs a good part of it, one where a person who stops the training would wait.

/** A run should last no longer than this, in milliseconds. */
const LONGEST = 100;
/** Beyond so many steps a run gains nothing more (measured: the MLP of the bench, 3 ms a step). */
const MOST = 16;

export class Pace {
  private milliseconds = Infinity;

  /** Steps for the next run, from 1. */
  get stride(): number {
    return Math.max(1, Math.min(MOST, Math.floor(LONGEST / this.milliseconds)));
  }

  /** Takes note of a run. The shortest step counts: a busy machine makes them longer, never shorter. */
  took(milliseconds: number, steps: number): void {
    this.milliseconds = Math.min(this.milliseconds, milliseconds / steps);
  }
}
