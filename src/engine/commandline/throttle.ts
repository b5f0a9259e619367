// Lets something happen at most ten times a second.
const INTERVAL_MS = 100;

export class Throttle {
  private last = -Infinity;

  passes(): boolean {
    const now = performance.now();
    if (now - this.last < INTERVAL_MS) return false;
    this.last = now;
    return true;
  }
}
