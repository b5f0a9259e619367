// A short calculation whose result on a device is held against the CPU's: a driver that computes
// wrongly must not train anything.
import type { Precision } from '../config/precision';
import { cast } from '../graph/comparison';
import { relu } from '../graph/elementwise';
import { conv2d } from '../graph/convolution';
import { gradients } from '../graph/gradient';
import { reshape } from '../graph/layout';
import { matmul } from '../graph/matmul';
import type { Program } from '../graph/program';
import { reduceSum } from '../graph/reduction';
import { input } from '../graph/sources';
import { l2Normalise, logSumExp } from '../graph/statistics';
import type { HostArray } from '../graph/tensor';
import type { Runtime } from './runtime';

/** The largest deviation that is none: float32 sums in another order. */
export const MOST_DEVIATION = 1e-3;

/**
 * Pictures [4, 3, 8, 8] through a convolution in that precision to cosines, a contrastive loss and
 * its gradient.
 */
function program(precision: Precision): Program {
  const pictures = input('pictures', [4, 3, 8, 8]);
  const weight = input('weight', [8, 3, 3, 3]);
  const operands = [cast(pictures, precision), cast(weight, precision)] as const;
  const features = relu(conv2d(...operands, { strides: 2, padding: 1 }));
  const rows = l2Normalise(cast(reshape(features, [4, -1]), 'float32'));
  const loss = reduceSum(
    logSumExp(matmul(rows, rows, { transposeB: true }), [-1]),
    undefined,
    false,
  );
  const [byPictures, byWeight] = gradients(loss, [pictures, weight]);
  return { outputs: { loss, byPictures, byWeight } };
}

const feeds = { pictures: waves(4 * 3 * 8 * 8, 0.7), weight: waves(8 * 3 * 3 * 3, 1.3) };

/** The largest deviation between two runtimes, relative to each result's largest value. */
export async function deviation(
  device: Runtime,
  reference: Runtime,
  precision: Precision = 'float32',
): Promise<number> {
  const actual = await runOn(device, precision);
  const expected = await runOn(reference, precision);
  return Math.max(
    ...Object.keys(expected).map((name) => relativeDeviation(actual[name], expected[name])),
  );
}

async function runOn(
  runtime: Runtime,
  precision: Precision,
): Promise<Readonly<Record<string, HostArray>>> {
  const executable = await runtime.compile(program(precision));
  try {
    return await executable.run(feeds);
  } finally {
    await executable.dispose();
  }
}

function relativeDeviation(actual: HostArray, expected: HostArray): number {
  const [own, right] = [Array.from(actual, Number), Array.from(expected, Number)];
  const apart = right.map((value, i) => Math.abs(own[i] - value));
  return apart.some(Number.isNaN)
    ? Infinity
    : Math.max(...apart) / Math.max(...right.map(Math.abs));
}

function waves(length: number, step: number): Float32Array {
  return Float32Array.from({ length }, (_, i) => Math.sin(1 + i * step));
}
