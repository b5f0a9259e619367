// Sends the newest of many values, at most ten a second, and none of the last ones is lost.
const INTERVAL_MS = 100;

export class Latest<T extends object> {
  private waiting: T | undefined;
  private timer: NodeJS.Timeout | undefined;
  private last = -Infinity;

  constructor(private readonly send: (value: T) => void) {}

  /** Sends the value now or within a tenth of a second, unless a newer one comes first. */
  offer(value: T): void {
    this.waiting = value;
    if (this.timer) return;
    const wait = this.last + INTERVAL_MS - performance.now();
    if (wait <= 0) this.flush();
    else
      this.timer = setTimeout(() => {
        this.flush();
      }, wait);
  }

  /** Sends now what waits. */
  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.waiting === undefined) return;
    const value = this.waiting;
    this.waiting = undefined;
    this.last = performance.now();
    this.send(value);
  }
}
