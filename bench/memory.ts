// Section `memory`: whether our process grows while it trains.
import { findTensorFlow } from '../src/engine/runtime/tensorflow/installation';
import { median } from './alternate';
import type { Peer } from './peer';
import type { Section } from './report';
import { steps, withStepPeers } from './step-peers';

const MIB = 2 ** 20;
/** Until then buffers are made and code is compiled. */
const SETTLED = 100;
const END = 2000;
const EVERY = 20;
/** Points whose median stands for an end: a collection of garbage moves single ones by megabytes. */
const WINDOW = 5;

/** Memory in bytes after so many steps. */
type Point = readonly [step: number, bytes: number];

export async function memorySection(): Promise<Section> {
  const runtimes = ['cpu', ...(findTensorFlow() ? (['tensorflow'] as const) : [])] as const;
  const figures: MemoryFigures[] = [];
  for (const runtime of runtimes) figures.push(await measure(runtime));
  return {
    title: `Resident memory over ${END} steps of mlp`,
    columns: [
      'runtime',
      `MiB after step ${SETTLED}`,
      `after step ${END}`,
      'growth',
      'KiB a step (fitted line)',
    ],
    rows: figures.map(({ runtime, first, last, perStep }) => [
      runtime,
      ...[first, last, last - first].map((bytes) => (bytes / MIB).toFixed(1)),
      (perStep / 1024).toFixed(2),
    ]),
    notes: runtimes.length > 1 ? [] : ['TensorFlow is not set up.'],
    figures,
  };
}

interface MemoryFigures {
  readonly runtime: 'cpu' | 'tensorflow';
  readonly points: readonly Point[];
  readonly first: number;
  readonly last: number;
  readonly perStep: number;
}

async function measure(runtime: MemoryFigures['runtime']): Promise<MemoryFigures> {
  const work = { net: 'mlp', threads: 2, runtime } as const;
  const points = await withStepPeers(work, ({ ours }) => follow(ours), { alone: true });
  const [first, last] = [points.slice(0, WINDOW), points.slice(-WINDOW)].map(middle);
  return { runtime, points, first, last, perStep: slope(points) };
}

async function follow(ours: Peer): Promise<Point[]> {
  const points: Point[] = [[SETTLED, await memoryAfter(ours, SETTLED)]];
  for (let step = SETTLED + EVERY; step <= END; step += EVERY) {
    points.push([step, await memoryAfter(ours, EVERY)]);
  }
  return points;
}

async function memoryAfter(ours: Peer, count: number): Promise<number> {
  const { rss } = await steps(ours, count);
  if (rss === undefined) throw new Error('our side does not say its memory');
  return rss;
}

const middle = (points: readonly Point[]): number => median(points.map(([, bytes]) => bytes));

/** Of the line of least squares. */
function slope(points: readonly Point[]): number {
  const mean = (at: 0 | 1) => points.reduce((sum, point) => sum + point[at], 0) / points.length;
  const [x0, y0] = [mean(0), mean(1)];
  const covariance = points.reduce((sum, [x, y]) => sum + (x - x0) * (y - y0), 0);
  return covariance / points.reduce((sum, [x]) => sum + (x - x0) ** 2, 0);
}
