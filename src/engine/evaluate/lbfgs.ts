// Minimises a smooth function of many variables: L-BFGS (Nocedal & Wright 2006, algorithm 7.5) with
// a weak Wolfe line search by bisection (Lewis & Overton 2013, algorithm 2.6). The function may be
// asynchronous: it runs on a device.

export interface Evaluated {
  readonly value: number;
  readonly gradient: Float64Array;
}

export type Objective = (point: Float64Array) => Promise<Evaluated>;

export interface LbfgsOptions {
  readonly maxIterations: number;
  /** Done when no component of the gradient is larger. */
  readonly tolerance: number;
  /** Steps whose curvature is remembered. */
  readonly memory?: number;
}

interface Step {
  readonly point: Float64Array;
  readonly at: Evaluated;
}

interface Correction {
  readonly move: Float64Array;
  readonly change: Float64Array;
  /** 1 / (move · change) > 0, by the Wolfe conditions. */
  readonly rho: number;
}

/** Armijo's and Wolfe's constants, as Nocedal & Wright give them for quasi-Newton methods. */
const DECREASE = 1e-4;
const CURVATURE = 0.9;
const MOST_TRIALS = 30;

/** The point reached: a minimum, or where rounding hides any further decrease. */
export async function minimise(
  objective: Objective,
  start: Float64Array,
  { maxIterations, tolerance, memory = 10 }: LbfgsOptions,
): Promise<Float64Array> {
  let here: Step = { point: start, at: await objective(start) };
  const corrections: Correction[] = [];
  for (let i = 0; i < maxIterations && largest(here.at.gradient) > tolerance; i++) {
    const direction = descent(here.at.gradient, corrections);
    const first = corrections.length > 0 ? 1 : 1 / Math.sqrt(dot(direction, direction));
    const next = await lineSearch(objective, here, direction, first);
    if (!next) break;
    corrections.push(correction(here, next));
    if (corrections.length > memory) corrections.shift();
    here = next;
  }
  return here.point;
}

/** −H g by the two-loop recursion; the gradient downwards before anything is remembered. */
function descent(gradient: Float64Array, corrections: readonly Correction[]): Float64Array {
  const q = gradient.map((g) => -g);
  const alphas = new Map<Correction, number>();
  for (const pair of corrections.toReversed()) {
    const alpha = pair.rho * dot(pair.move, q);
    alphas.set(pair, alpha);
    addTo(q, pair.change, -alpha);
  }
  const last = corrections.at(-1);
  const scale = last ? 1 / (last.rho * dot(last.change, last.change)) : 1;
  for (let i = 0; i < q.length; i++) q[i] *= scale;
  for (const pair of corrections) {
    addTo(q, pair.move, alphas.get(pair)! - pair.rho * dot(pair.change, q));
  }
  return q;
}

async function lineSearch(
  objective: Objective,
  { point, at }: Step,
  direction: Float64Array,
  first: number,
): Promise<Step | undefined> {
  const slope = dot(at.gradient, direction);
  let [low, high, length] = [0, Infinity, first];
  for (let trial = 0; trial < MOST_TRIALS; trial++) {
    const next = point.slice();
    addTo(next, direction, length);
    const there = await objective(next);
    // Written so that NaN counts as too far.
    if (!(there.value <= at.value + DECREASE * length * slope)) high = length;
    else if (dot(there.gradient, direction) < CURVATURE * slope) low = length;
    else return { point: next, at: there };
    length = high < Infinity ? (low + high) / 2 : 2 * low;
  }
  return undefined;
}

function correction(from: Step, to: Step): Correction {
  const move = to.point.map((x, i) => x - from.point[i]);
  const change = to.at.gradient.map((g, i) => g - from.at.gradient[i]);
  return { move, change, rho: 1 / dot(move, change) };
}

const largest = (x: Float64Array): number =>
  x.reduce((max, value) => Math.max(max, Math.abs(value)), 0);

function dot(x: Float64Array, y: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i] * y[i];
  return sum;
}

function addTo(x: Float64Array, y: Float64Array, factor: number): void {
  for (let i = 0; i < x.length; i++) x[i] += factor * y[i];
}
