// Section `memory`: whether our process grows while it trains.
import type { Section } from './report';
import { steps, withStepPeers } from './step-peers';

const MIB = 2 ** 20;
/** Until then buffers are made and code is compiled. */
const SETTLED = 100;
const END = 1000;
const EVERY = 20;

/** Memory in bytes after so many steps. */
type Point = readonly [step: number, bytes: number];

export async function memorySection(): Promise<Section> {
  const points = await withStepPeers({ net: 'mlp', threads: 2 }, ({ ours }) => follow(ours), {
    alone: true,
  });
  const [first, last] = [points[0][1], points[points.length - 1][1]];
  const perStep = slope(points);
  return {
    title: `Resident memory over ${END} steps of mlp`,
    columns: [
      `MiB after step ${SETTLED}`,
      `after step ${END}`,
      'growth',
      'KiB a step (fitted line)',
    ],
    rows: [
      [
        (first / MIB).toFixed(1),
        (last / MIB).toFixed(1),
        ((last - first) / MIB).toFixed(1),
        (perStep / 1024).toFixed(2),
      ],
    ],
    notes: [],
    figures: { points, growth: last - first, perStep },
  };
}

async function follow(ours: Parameters<typeof steps>[0]): Promise<Point[]> {
  const points: Point[] = [[SETTLED, (await steps(ours, SETTLED)).rss]];
  for (let step = SETTLED + EVERY; step <= END; step += EVERY) {
    points.push([step, (await steps(ours, EVERY)).rss]);
  }
  return points;
}

/** Of the line of least squares. */
function slope(points: readonly Point[]): number {
  const mean = (at: 0 | 1) => points.reduce((sum, point) => sum + point[at], 0) / points.length;
  const [x0, y0] = [mean(0), mean(1)];
  const covariance = points.reduce((sum, [x, y]) => sum + (x - x0) * (y - y0), 0);
  return covariance / points.reduce((sum, [x]) => sum + (x - x0) ** 2, 0);
}
