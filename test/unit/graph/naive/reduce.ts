// Reductions along axes as plain loops.
import { at, fill, visitIndices, withAxis, type NdArray } from './array';

/** Gives `combine` the values of each slice over `axes` (all where undefined). */
export function naiveReduce(
  x: NdArray,
  axes: readonly number[] | undefined,
  keepDims: boolean,
  combine: (values: number[]) => number,
): NdArray {
  const over = x.shape.map(
    (_, i) => !axes || axes.includes(i) || axes.includes(i - x.shape.length),
  );
  const kept = x.shape.map((size, i) => (over[i] ? 1 : size));
  const result = fill(kept, (index) => {
    const values: number[] = [];
    visitIndices(
      x.shape.map((size, i) => (over[i] ? size : 1)),
      (offset) => values.push(at(x, ...offset.map((o, i) => o + index[i]))),
    );
    return combine(values);
  });
  return keepDims ? result : { shape: kept.filter((_, i) => !over[i]), data: result.data };
}

export function naiveSoftmax(x: NdArray, axis: number): NdArray {
  return fill(x.shape, (index) => {
    const own = at(x, ...index);
    let sum = 0;
    for (let i = 0; i < x.shape[axis]; i++)
      sum += Math.exp(at(x, ...withAxis(index, axis, i)) - own);
    return 1 / sum;
  });
}

/** log Σ exp, shifted by the largest. */
export function naiveLogSumExp(values: number[]): number {
  const largest = Math.max(...values);
  return largest + Math.log(values.reduce((sum, value) => sum + Math.exp(value - largest), 0));
}
