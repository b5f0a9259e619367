// Mean and deviation value by value, without the cancellation of large sums (Welford 1962).
import type { InputStatistics } from '../../encoder/standardise';

export class Moments {
  mean = 0;
  private count = 0;
  private squares = 0;

  add(value: number): void {
    this.count += 1;
    const difference = value - this.mean;
    this.mean += difference / this.count;
    this.squares += difference * (value - this.mean);
  }

  /** 1 where float32 could not tell the values from their mean. */
  get usableDeviation(): number {
    const deviation = Math.sqrt(this.squares / this.count);
    return deviation > Math.max(1e-30, 1e-7 * Math.abs(this.mean)) ? deviation : 1;
  }
}

/** Of channels or features, in their order. */
export function statisticsOf(moments: readonly Moments[]): InputStatistics {
  return {
    mean: Float32Array.from(moments, ({ mean }) => mean),
    deviation: Float32Array.from(moments, ({ usableDeviation }) => usableDeviation),
  };
}
