// How long a device takes for a small training step: what runtimes are chosen by.
import { multiply, subtract } from '../graph/arithmetic';
import { conv2d } from '../graph/convolution';
import { relu } from '../graph/elementwise';
import { gradients } from '../graph/gradient';
import { reshape } from '../graph/layout';
import { matmul } from '../graph/matmul';
import { input } from '../graph/sources';
import { l2Normalise, logSumExp, mean } from '../graph/statistics';
import type { Program } from '../graph/program';
import type { Tensor } from '../graph/tensor';
import type { Runtime, StateValue } from './runtime';

const VIEWS = 128;
const CHANNELS = [3, 32, 64, 128];
const FEATURES = 128 * 4 * 4;
const EMBEDDING = 64;

const weights: Readonly<Record<string, readonly number[]>> = {
  first: [CHANNELS[1], CHANNELS[0], 3, 3],
  second: [CHANNELS[2], CHANNELS[1], 3, 3],
  third: [CHANNELS[3], CHANNELS[2], 3, 3],
  last: [FEATURES, EMBEDDING],
};

/** Views [128, 3, 32, 32] through three convolutions to cosines; loss, gradients, new weights. */
function trainingStep(): Program {
  const names = Object.keys(weights);
  const [first, second, third, last] = names.map((name) => input(name, weights[name]));
  const layer = (x: Tensor, weight: Tensor): Tensor =>
    relu(conv2d(x, weight, { strides: 2, padding: 1 }));
  const views = input('views', [VIEWS, CHANNELS[0], 32, 32]);
  const features = layer(layer(layer(views, first), second), third);
  const rows = l2Normalise(matmul(reshape(features, [VIEWS, FEATURES]), last));
  const cosines = matmul(rows, rows, { transposeB: true });
  const loss = mean(logSumExp(multiply(cosines, 2), [-1]), undefined, false);
  const parameters = [first, second, third, last];
  const next = gradients(loss, parameters).map((slope, i) =>
    subtract(parameters[i], multiply(slope, 0.01)),
  );
  return {
    outputs: { loss },
    updates: Object.fromEntries(names.map((name, i) => [name, next[i]])),
  };
}

/** The first runs compile shaders and choose kernels. */
const WARM_UP = 2;
const MOST_RUNS = 15;
/** Enough for a figure; a device that is slower than this is timed by a run or two. */
const BUDGET_MS = 600;

/** The median of some steps, in milliseconds. */
export async function stepMilliseconds(runtime: Runtime): Promise<number> {
  const step = await runtime.compile(trainingStep());
  const state = runtime.createState(firstWeights());
  try {
    const views = wave([VIEWS, CHANNELS[0], 32, 32], 0.37).data;
    const times: number[] = [];
    const begun = performance.now();
    do {
      const start = performance.now();
      await step.run({ views }, state);
      times.push(performance.now() - start);
    } while (times.length < MOST_RUNS + WARM_UP && performance.now() - begun < BUDGET_MS);
    const warm = times.length > WARM_UP ? times.slice(WARM_UP) : times.slice(-1);
    return warm.sort((a, b) => a - b)[Math.floor(warm.length / 2)];
  } finally {
    state.dispose();
    await step.dispose();
  }
}

const firstWeights = (): Record<string, StateValue> =>
  Object.fromEntries(
    Object.entries(weights).map(([name, shape], i) => [name, wave(shape, 0.7 + i / 10)]),
  );

function wave(shape: readonly number[], pace: number): StateValue {
  const length = shape.reduce((product, size) => product * size);
  return { shape, data: Float32Array.from({ length }, (_, i) => 0.05 * Math.sin(1 + i * pace)) };
}
