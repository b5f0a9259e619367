// A workspace with a finished run of many generated vectors: clusters in space, each a class.
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { writeNpy } from '../src/engine/dataset/write-npy';
import { Random } from '../src/engine/random/random';

const run = promisify(execFile);

const FEATURES = 64;
const CLASSES = 20;
/** Of a cluster, where centres spread by 1. */
const SPREAD = 1.6;

const config = `data: { train: points.npy, labels: labels.npy }
positives: { noise: 0.3 }
encoder: { name: mlp, widths: [128] }
head: { layers: [64, 64] }
train: { epochs: 1, batch_size: 512, seed: 1 }
evaluate: { every: 1 }
`;

/** Takes some ten seconds. */
export async function trainManyPoints(folder: string, count: number): Promise<void> {
  const random = Random.stream(1, 'bench', 'points');
  const centres = Float32Array.from({ length: CLASSES * FEATURES }, () => random.normal());
  const labels = Int32Array.from({ length: count }, (_, row) => row % CLASSES);
  const points = Float32Array.from({ length: count * FEATURES }, (_, at) => {
    const [row, feature] = [Math.floor(at / FEATURES), at % FEATURES];
    return centres[labels[row] * FEATURES + feature] + SPREAD * random.normal();
  });
  await writeNpy(join(folder, 'points.npy'), [count, FEATURES], points);
  await writeNpy(join(folder, 'labels.npy'), [count], labels);
  const file = join(folder, 'points.contrast.yaml');
  await writeFile(file, config);
  await run(process.execPath, ['dist/cli.js', 'train', file]);
}
