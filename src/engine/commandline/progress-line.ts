// One line on a terminal's stderr that says how far a task is, at what rate, and how long it takes.
import type { Progress } from './output';
import { duration } from './words';

const BAR_WIDTH = 24;

export class ProgressLine {
  private shown = false;
  private start:
    { readonly task: string; readonly done: number; readonly time: number } | undefined;

  show({ task, done, total }: Progress, detail: string): void {
    if (!process.stderr.isTTY) return;
    const now = performance.now();
    if (this.start?.task !== task) this.start = { task, done, time: now };
    const rate = (done - this.start.done) / ((now - this.start.time) / 1000);
    const parts = [task, bar(done / total), `${done}/${total}`, detail, speed(rate, total - done)];
    const text = parts.filter((part) => part !== '').join('  ');
    process.stderr.write(`\r${text.slice(0, process.stderr.columns - 1)}\x1b[K`);
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

function speed(rate: number, left: number): string {
  if (!(rate > 0 && rate < Infinity)) return '';
  return `${rate.toPrecision(3)}/s, ${duration(left / rate)} left`;
}
