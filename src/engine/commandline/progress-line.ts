// One line on a terminal's stderr that says how far a task is, at what rate, and how long it takes.
import type { Progress } from './output';
import { duration } from './words';

const BAR_WIDTH = 12;

export class ProgressLine {
  private shown = false;
  private start:
    { readonly task: string; readonly done: number; readonly time: number } | undefined;

  /** `detail` stands where otherwise the count and the rate do. */
  show({ task, done, total }: Progress, detail: string): void {
    if (!process.stderr.isTTY) return;
    const now = performance.now();
    if (this.start?.task !== task) this.start = { task, done, time: now };
    const rate = (done - this.start.done) / ((now - this.start.time) / 1000);
    const middle = detail || `${done}/${total}, ${Number.isFinite(rate) ? rate.toFixed(0) : 0}/s`;
    const text = [task, bar(done / total), middle, timeLeft(rate, total - done)].join('  ');
    process.stderr.write(`\r${text.slice(0, (process.stderr.columns || 80) - 1)}\x1b[K`);
    this.shown = true;
  }

  /** Makes room for other text. */
  clear(): void {
    if (this.shown) process.stderr.write('\r\x1b[K');
    this.shown = false;
  }
}

function bar(share: number): string {
  const full = Math.round(share * BAR_WIDTH);
  return '█'.repeat(full) + '░'.repeat(BAR_WIDTH - full);
}

function timeLeft(rate: number, left: number): string {
  return rate > 0 && rate < Infinity ? `${duration(left / rate)} left` : '';
}
