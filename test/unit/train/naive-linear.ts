// A linear encoder and InfoNCE in float64, one number after the other: what steps are held against.
import type { RunConfig } from '../../../src/engine/config/run-config';
import { input } from '../../../src/engine/graph/sources';
import { Random } from '../../../src/engine/random/random';
import type { Feeds } from '../../../src/engine/runtime/runtime';
import type { ViewPair, ViewSource } from '../../../src/engine/train/views/view-source';
import { configOf } from './job';

export const WIDTH = 3;
export const DIMENSIONS = 4;
export const TEMPERATURE = 0.4;
export const RATE = 0.2;

export type Matrix = readonly (readonly number[])[];

/** W of z = x·W, [in, out]. */
export type Linear = Matrix;

/** Plain gradient descent on a linear encoder without a head. */
export function linearConfig(
  negatives: string,
  { batch, chunk }: { batch: number; chunk?: number },
  sections: Readonly<Record<string, string>> = {},
): RunConfig {
  return configOf({
    encoder: `{ name: linear, dimensions: ${DIMENSIONS} }`,
    head: '{ layers: [] }',
    objective: `{ temperature: ${TEMPERATURE} }`,
    optimizer: `{ name: sgd, lr: ${RATE}, momentum: 0, weight_decay: 0, schedule: constant, warmup_epochs: 0 }`,
    train: `{ epochs: 9, batch_size: ${batch}${chunk === undefined ? '' : `, chunk_size: ${chunk}`} }`,
    negatives,
    ...sections,
  });
}

export const neutral = {
  mean: new Float32Array(WIDTH),
  deviation: new Float32Array(WIDTH).fill(1),
};

/** Views as given: those of sample i in epoch e are rows of a table. */
export class TableViews implements ViewSource {
  readonly partnered: boolean;

  constructor(private readonly partner: (row: number) => number = (row) => row) {
    this.partnered = partner(0) !== 0;
  }

  /** One view of one sample, float32 values. */
  view(which: 'first' | 'second', row: number, epoch: number): number[] {
    const random = Random.stream(7, which, row, epoch);
    return Array.from({ length: WIDTH }, () => Math.fround(random.normal() + (row % 3)));
  }

  pair(samples: number): ViewPair {
    return { first: input('first', [samples, WIDTH]), second: input('second', [samples, WIDTH]) };
  }

  feedPair(rows: Uint32Array, epoch: number): Promise<Feeds> {
    const all = (which: 'first' | 'second', shown: Uint32Array): Float32Array =>
      Float32Array.from([...shown].flatMap((row) => this.view(which, row, epoch)));
    return Promise.resolve({
      first: all('first', rows),
      second: all('second', this.partners(rows)),
    });
  }

  partners(rows: Uint32Array): Uint32Array {
    return rows.map(this.partner);
  }

  plain(samples: number) {
    return input('plain', [samples, WIDTH]);
  }

  feedPlain(): Promise<Feeds> {
    throw new Error('no sample is shown as it is');
  }
}

/** Unit rows of the encoder. */
export function encoded(weight: Linear, views: Matrix): number[][] {
  const columns = weight[0].map((_, j) => weight.map((row) => row[j]));
  return views.map((x) => unit(columns.map((column) => dot(x, column))));
}

export function unit(row: readonly number[]): number[] {
  const length = Math.sqrt(dot(row, row));
  return row.map((value) => value / length);
}

/** The mean over anchors of −log(p / (p + Σ)), Σ over the stored rows that are its negatives. */
export function infoNce(
  anchors: Matrix,
  positives: Matrix,
  stored: Matrix,
  counts: (anchor: number, row: number) => boolean = () => true,
): number {
  const losses = anchors.map((anchor, i) => {
    const p = Math.exp(dot(anchor, positives[i]) / TEMPERATURE);
    const sum = stored.reduce((total, row, j) => {
      return counts(i, j) ? total + Math.exp(dot(anchor, row) / TEMPERATURE) : total;
    }, 0);
    return -Math.log(p / (p + sum));
  });
  return losses.reduce((sum, loss) => sum + loss) / losses.length;
}

/** One step of gradient descent, the gradient from central differences of `loss`. */
export function descend(weight: Linear, loss: (weight: Linear) => number): Linear {
  const h = 1e-5;
  const moved = (i: number, j: number, by: number): number =>
    loss(weight.map((row, r) => row.map((value, c) => (r === i && c === j ? value + by : value))));
  return weight.map((row, i) =>
    row.map((value, j) => value - (RATE * (moved(i, j, h) - moved(i, j, -h))) / (2 * h)),
  );
}

/** Row-major values as rows. */
export function rowsOf(values: ArrayLike<unknown>, width: number): number[][] {
  const all = Array.from(values, Number);
  return Array.from({ length: all.length / width }, (_, i) =>
    all.slice(i * width, (i + 1) * width),
  );
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * b[i], 0);
}
