// How fast something goes at present.

/** Seconds that count, and seconds between two marks at least. */
const SPAN = 20;
const BETWEEN = 0.25;

export class RecentRate {
  private readonly marks: { readonly time: number; readonly done: number }[] = [];

  /** `time` in seconds, never going back. Where less is done than before, something new began. */
  add(time: number, done: number): void {
    const last = this.marks.at(-1);
    if (last && done < last.done) this.marks.length = 0;
    if (last && done >= last.done && time - last.time < BETWEEN) return;
    this.marks.push({ time, done });
    while (this.marks.length > 2 && time - this.marks[0].time > SPAN) this.marks.shift();
  }

  /** Of what is done in a second; undefined until it can be told. */
  get perSecond(): number | undefined {
    const [first, last] = [this.marks.at(0), this.marks.at(-1)];
    if (!first || !last || last.time === first.time || last.done === first.done) return undefined;
    return (last.done - first.done) / (last.time - first.time);
  }
}
