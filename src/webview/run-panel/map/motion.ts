// Points on their way from one epoch's places to another's.
import type { Point } from './camera';

/** Milliseconds from one epoch to the next. */
export const MOVE_TIME = 400;

export class Motion {
  private constructor(
    /** [count, 2] each. */
    readonly from: Float32Array,
    readonly to: Float32Array,
    private readonly began: number,
    private readonly lasts: number,
  ) {}

  static still(at: Float32Array): Motion {
    return new Motion(at, at, 0, 0);
  }

  /** From wherever the points are now; other points, or no time, make them jump. */
  onTo(to: Float32Array, now: number, lasts = MOVE_TIME): Motion {
    if (lasts === 0 || to.length !== this.to.length) return Motion.still(to);
    return new Motion(this.placesAt(now), to, now, lasts);
  }

  /** 0 … 1, eased. */
  share(now: number): number {
    if (this.lasts === 0) return 1;
    const t = Math.min(1, Math.max(0, (now - this.began) / this.lasts));
    return t * t * (3 - 2 * t);
  }

  at(row: number, share: number): Point {
    const { from, to } = this;
    const between = (i: number): number => from[i] + (to[i] - from[i]) * share;
    return [between(2 * row), between(2 * row + 1)];
  }

  private placesAt(now: number): Float32Array {
    const share = this.share(now);
    if (share === 1) return this.to;
    return this.from.map((start, i) => start + (this.to[i] - start) * share);
  }
}
