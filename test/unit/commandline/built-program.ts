// The command line as it is built, run in processes of its own on small data in a temporary folder.
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect } from 'vitest';
import { encodeNpy } from '../../../src/engine/dataset/write-npy';
import { Random } from '../../../src/engine/random/random';

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export type JsonLine = Readonly<Record<string, unknown>>;

export class BuiltProgram {
  readonly folder = mkdtempSync(join(tmpdir(), 'command-line-'));
  private readonly dist = join(this.folder, '.dist');

  async build(): Promise<void> {
    await promisify(execFile)(process.execPath, ['esbuild.mjs', this.dist]);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }

  at(...names: string[]): string {
    return join(this.folder, ...names);
  }

  get file(): string {
    return join(this.dist, 'cli.js');
  }

  /** The bundle leaves native packages where they are. */
  readonly environment = {
    NEGATIVE_SPACE_RUNTIMES: join(this.folder, '.runtimes'),
    ...process.env,
    NODE_PATH: resolve('node_modules'),
  };

  start(...args: string[]): ChildProcess {
    const { folder: cwd, environment: env } = this;
    return spawn(process.execPath, [this.file, ...args], { cwd, env });
  }

  run(...args: string[]): Promise<Ended> {
    return ending(this.start(...args));
  }

  /** Runs what must succeed, and gives its standard output. */
  async succeed(...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await this.run(...args);
    expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
    return stdout;
  }

  /** With --json: every line of the output, each of them an object. */
  async objects(...args: string[]): Promise<JsonLine[]> {
    return jsonLines(await this.succeed(...args, '--json'));
  }

  /** The last object. */
  async result(...args: string[]): Promise<JsonLine> {
    return (await this.objects(...args)).at(-1)!;
  }
}

/** Call at the top of a test file. */
export function builtProgram(): BuiltProgram {
  const program = new BuiltProgram();
  beforeAll(() => program.build());
  afterAll(() => {
    program.remove();
  });
  return program;
}

export function ending(child: ChildProcess): Promise<Ended> {
  let [stdout, stderr] = ['', ''];
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  return new Promise((done) => {
    child.on('close', (code) => {
      done({ code, stdout, stderr });
    });
  });
}

/** Waits until a process that prints JSON has said something of this kind so many times. */
export async function heard(child: ChildProcess, kind: string, times: number): Promise<void> {
  let count = 0;
  for await (const line of createInterface({ input: child.stdout! })) {
    if ((JSON.parse(line) as JsonLine).kind === kind && ++count === times) return;
  }
  throw new Error(`the process ended before it had said "${kind}" ${times} times`);
}

export const jsonLines = (text: string): JsonLine[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as JsonLine);

/** Four clouds of labelled points, and a config that takes a moment to train on them. */
export function writeClouds(folder: string, settings = ''): string {
  const [samples, width] = [512, 16];
  mkdirSync(folder, { recursive: true });
  const random = Random.stream(1, 'clouds');
  const labels = Int32Array.from({ length: samples }, (_, row) => row % 4);
  const points = Float32Array.from({ length: samples * width }, (_, i) => {
    const [row, column] = [Math.floor(i / width), i % width];
    return (column % 4 === labels[row] ? 2 : 0) + random.normal();
  });
  writeFileSync(join(folder, 'points.npy'), encodeNpy([samples, width], points));
  writeFileSync(join(folder, 'labels.npy'), encodeNpy([samples], labels));
  const config = join(folder, 'clouds.contrast.yaml');
  writeFileSync(config, cloudsConfig + settings);
  return config;
}

const cloudsConfig = `data: { train: points.npy, labels: labels.npy }
positives: { noise: 0.5 }
encoder: { name: mlp, widths: [64, 32], batch_norm: true }
head: { layers: [32, 8] }
negatives: { weighting: hard, tau_plus: 0.2, beta: 0.5, anneal: down }
optimizer: { warmup_epochs: 1 }
evaluate: { every: 2, knn: { k: 10 } }
train: { epochs: 3, batch_size: 64, runtime: cpu, threads: 1, checkpoint_every: 1 }
`;
