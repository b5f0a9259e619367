// Small runs to look at, trained by the process that the editor starts.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { encode } from 'fast-png';
import { Random } from '../../../src/engine/random/random';
import type { TrainingEnd, TrainingEvents, TrainingRequests } from '../../../src/protocol/training';
import { writeClouds } from '../commandline/built-program';
import type { EngineProcesses } from '../session/engine-process';

/** Trains a config to its end; the path of the run. */
export async function trained(processes: EngineProcesses, config: string): Promise<string> {
  const child = processes.start<TrainingRequests, TrainingEvents>('train-process');
  const ended = new Promise<TrainingEnd>((done) => {
    child.connection.on('ended', done);
  });
  const { run } = await child.connection.request('train', { config, overrides: [] });
  expect(await ended).toEqual({ outcome: 'finished' });
  await child.ended;
  return run;
}

/** 40 pictures of two classes, 20 × 16, in colour; the config beside them. */
export function writePictures(folder: string, settings = ''): string {
  const [width, height] = [20, 16];
  for (const [i, name] of ['Stripes', 'dots'].entries()) {
    mkdirSync(join(folder, 'images', name), { recursive: true });
    for (let n = 0; n < 20; n++) {
      const random = Random.stream(n, name);
      const data = Uint8Array.from({ length: 3 * width * height }, (_, at) =>
        i === 0 ? 255 * (Math.floor(at / 30) % 2) : random.integer(256),
      );
      const png = encode({ width, height, channels: 3, data });
      writeFileSync(join(folder, 'images', name, `${n}.png`), png);
    }
  }
  const config = join(folder, 'pictures.contrast.yaml');
  writeFileSync(config, picturesConfig + settings);
  return config;
}

const picturesConfig = `data: { train: images }
positives: { size: 12, gray: 0.5 }
encoder: { name: conv, widths: [8, 16], batch_norm: true }
head: { layers: [16, 8] }
evaluate: { every: 1, knn: { k: 3 } }
train: { epochs: 2, batch_size: 16, runtime: cpu, threads: 1, seed: 3 }
`;

/** 512 vectors in four clouds. */
export const writeVectors = (folder: string): string => writeClouds(folder);

export const readBytes = (...path: string[]): Buffer => readFileSync(join(...path));
