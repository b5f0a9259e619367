// How long a device takes for a training step of a small convolutional net, whose work is what most
// trainings wait for: what runtimes are chosen by.
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
/** As the encoder `conv` has them: the first convolution with stride 1, the others with 2. */
const CHANNELS = [3, 32, 64, 128, 256];
const SIZE = 32;
const LAYERS = CHANNELS.length - 1;

const weights: Readonly<Record<string, readonly number[]>> = Object.fromEntries(
  Array.from({ length: LAYERS }, (_, i) => [`layer${i}`, [CHANNELS[i + 1], CHANNELS[i], 3, 3]]),
);

/** Views [128, 3, 32, 32] through the convolutions to cosines; loss, gradients, new weights. */
function trainingStep(): Program {
  const names = Object.keys(weights);
  const parameters = names.map((name) => input(name, weights[name]));
  const views = input('views', [VIEWS, CHANNELS[0], SIZE, SIZE]);
  const features = parameters.reduce<Tensor>(
    (x, weight, i) => relu(conv2d(x, weight, { strides: i === 0 ? 1 : 2, padding: 1 })),
    views,
  );
  const rows = l2Normalise(reshape(mean(features, [2, 3]), [VIEWS, CHANNELS[LAYERS]]));
  const cosines = matmul(rows, rows, { transposeB: true });
  const loss = mean(logSumExp(multiply(cosines, 2), [-1]), undefined, false);
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
const MOST_RUNS = 11;
/** Enough for a figure; a device that is slower than this is timed by a run or two. */
const BUDGET_MS = 1000;

/** The median of some steps, in milliseconds. */
export async function stepMilliseconds(runtime: Runtime): Promise<number> {
  const step = await runtime.compile(trainingStep());
  const state = runtime.createState(firstWeights());
  try {
    const views = wave([VIEWS, CHANNELS[0], SIZE, SIZE], 0.37).data;
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
