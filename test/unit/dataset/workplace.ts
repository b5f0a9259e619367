// A temporary folder per test file, the decode worker built into it, and openings that use both.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { build } from 'esbuild';
import { afterAll, beforeAll } from 'vitest';

import type { DataSource, OpenOptions } from '../../../src/engine/dataset/data-source';
import type { Dataset } from '../../../src/engine/dataset/dataset';
import { sampleSize } from '../../../src/engine/dataset/dataset';
import { openDataset } from '../../../src/engine/dataset/open-dataset';

export interface Workplace {
  readonly folder: string;
  readonly options: OpenOptions;
  /** Writes a file below the folder and gives its absolute path. */
  write(name: string, content: string | Uint8Array): string;
  /** Opens `name` below the folder. */
  open(
    name: string,
    source?: Partial<DataSource>,
    options?: Partial<OpenOptions>,
  ): Promise<Dataset>;
}

/** Call at the top of a test file. */
export function workplace(): Workplace {
  const folder = mkdtempSync(path.join(tmpdir(), 'negative-space-'));
  const workerFile = path.join(folder, '.worker', 'decode-worker.js');
  const options = { cacheDirectory: path.join(folder, '.cache'), threads: 2, workerFile };
  beforeAll(() => buildWorker(workerFile));
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    folder,
    options,
    write(name, content) {
      const file = path.join(folder, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, content);
      return file;
    },
    open: (name, source, more) =>
      openDataset(
        { path: path.join(folder, name), format: 'auto', ...source },
        { ...options, ...more },
      ),
  };
}

async function buildWorker(outfile: string): Promise<void> {
  await build({
    entryPoints: ['src/engine/dataset/decode-worker.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    loader: { '.wasm': 'binary' },
    logOverride: { 'empty-import-meta': 'silent' },
  });
}

/** All samples, in order. */
export async function readAll(dataset: Dataset): Promise<number[]> {
  const length = dataset.length * sampleSize(dataset);
  const into = dataset.kind === 'image' ? new Uint8Array(length) : new Float32Array(length);
  await dataset.read(
    Array.from({ length: dataset.length }, (_, i) => i),
    into,
  );
  return [...into];
}

/** Class name of each sample. */
export function labelNames({ labels, classes }: Dataset): (string | undefined)[] {
  return Array.from(labels ?? [], (label) => (label < 0 ? undefined : classes[label]));
}
