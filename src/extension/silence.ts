// Notices a process that says nothing for long: the engine's processes say at least that they are
// alive every few seconds, unless a step keeps them or they hang.

/** Milliseconds without a word that are worth a warning. */
const LONG = 60_000;
const LOOK = 10_000;

export class SilenceWatch {
  private last = Date.now();
  private told = false;
  private readonly timer: NodeJS.Timeout;

  /** Calls back once for each silence, with its seconds so far. */
  constructor(onSilent: (seconds: number) => void) {
    this.timer = setInterval(() => {
      const silent = Date.now() - this.last;
      if (this.told || silent < LONG) return;
      this.told = true;
      onSilent(Math.round(silent / 1000));
    }, LOOK);
    this.timer.unref();
  }

  heard(): void {
    this.last = Date.now();
    this.told = false;
  }

  end(): void {
    clearInterval(this.timer);
  }
}
