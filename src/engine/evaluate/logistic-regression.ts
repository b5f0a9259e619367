// Multinomial logistic regression with an L2 penalty, fitted to the whole set at once; the loss and
// its gradient are a graph. The minimum is that of scikit-learn's LogisticRegression.
import { add, multiply, subtract } from '../graph/arithmetic';
import { gradients } from '../graph/gradient';
import { matmul } from '../graph/matmul';
import type { Program } from '../graph/program';
import { reduceSum } from '../graph/reduction';
import { input } from '../graph/sources';
import { logSumExp, mean } from '../graph/statistics';
import type { Tensor } from '../graph/tensor';
import type { Executable, Runtime, State } from '../runtime/runtime';
import type { Embeddings } from './embeddings';
import { minimise, type Evaluated } from './lbfgs';

export interface LogisticModel {
  /** [width, classes], row-major. */
  readonly weights: Float32Array;
  /** [classes] */
  readonly bias: Float32Array;
}

export interface LogisticTask {
  /** Standardised. */
  readonly features: Embeddings;
  /** Class 0 … classes−1 of each row. */
  readonly classes: Int32Array;
  /** At least 2. */
  readonly classCount: number;
}

interface Fit {
  /** C: how much the data counts against the penalty. */
  readonly inverseRegularisation: number;
  readonly maxIterations: number;
}

/** On the gradient of the mean loss, as in scikit-learn. */
const TOLERANCE = 1e-4;

/** Minimises `mean cross-entropy + ‖W‖² / (2 C n)`; the bias is not penalised. */
export async function fitLogistic(
  runtime: Runtime,
  task: LogisticTask,
  fit: Fit,
): Promise<LogisticModel> {
  const { features, classCount } = task;
  const { count, width } = features;
  // Of two classes scikit-learn fits one weight vector, w; here they are ±w/2, with half its square.
  const penalty = (classCount === 2 ? 2 : 1) / (fit.inverseRegularisation * count);
  const program = await runtime.compile(lossProgram(task));
  const state = runtime.createState({
    features: { shape: [count, width], data: features.values },
    targets: { shape: [count, classCount], data: oneHot(task) },
  });
  try {
    const start = new Float64Array((width + 1) * classCount);
    const point = await minimise(
      (at) => penalisedLoss(program, state, at, width * classCount, penalty),
      start,
      { maxIterations: fit.maxIterations, tolerance: TOLERANCE },
    );
    return modelOf(point, width * classCount);
  } finally {
    state.dispose();
    await program.dispose();
  }
}

/** features · W + b, [rows, classes]: rises with the probability of the class. */
export async function logits(
  runtime: Runtime,
  features: Embeddings,
  { weights, bias }: LogisticModel,
): Promise<Float32Array> {
  const symbols = inputs(features, bias.length);
  const program = await runtime.compile({ outputs: { logits: logitsOf(symbols) } });
  try {
    const results = await program.run({ features: features.values, weights, bias });
    return results.logits as Float32Array;
  } finally {
    await program.dispose();
  }
}

function lossProgram({ features, classCount }: LogisticTask): Program {
  const symbols = inputs(features, classCount);
  const targets = input('targets', [features.count, classCount]);
  const scores = logitsOf(symbols);
  const ofTarget = reduceSum(multiply(targets, scores), [-1], false);
  const losses = subtract(logSumExp(scores, [-1], false), ofTarget);
  const [weights, bias] = gradients(mean(losses), [symbols.weights, symbols.bias]);
  return { outputs: { losses, byWeights: weights, byBias: bias } };
}

function inputs(
  { count, width }: Embeddings,
  classes: number,
): Record<keyof LogisticModel | 'features', Tensor> {
  return {
    features: input('features', [count, width]),
    weights: input('weights', [width, classes]),
    bias: input('bias', [classes]),
  };
}

function logitsOf({ features, weights, bias }: ReturnType<typeof inputs>): Tensor {
  return add(matmul(features, weights), bias);
}

/** The losses are added up in float64: the line search compares sums that differ by little. */
async function penalisedLoss(
  program: Executable,
  state: State,
  point: Float64Array,
  weightCount: number,
  penalty: number,
): Promise<Evaluated> {
  const results = await program.run({ ...modelOf(point, weightCount) }, state);
  const losses = results.losses as Float32Array;
  const gradient = new Float64Array(point.length);
  gradient.set(results.byWeights as Float32Array);
  gradient.set(results.byBias as Float32Array, weightCount);
  let value = losses.reduce((a, b) => a + b, 0) / losses.length;
  for (let i = 0; i < weightCount; i++) {
    gradient[i] += penalty * point[i];
    value += (penalty / 2) * point[i] ** 2;
  }
  return { value, gradient };
}

function modelOf(point: Float64Array, weightCount: number): LogisticModel {
  return {
    weights: Float32Array.from(point.subarray(0, weightCount)),
    bias: Float32Array.from(point.subarray(weightCount)),
  };
}

function oneHot({ classes, classCount }: LogisticTask): Float32Array {
  const rows = new Float32Array(classes.length * classCount);
  classes.forEach((c, i) => (rows[i * classCount + c] = 1));
  return rows;
}
