import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Random } from '../../../src/engine/random/random';
import { createRun, listRuns, openRun } from '../../../src/engine/runs/run-folder';
import { RunWriter } from '../../../src/engine/runs/run-writer';
import { newRun } from './new-run';

let folder: string;
let script: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kill-'));
  script = join(folder, 'endless-writer.mjs');
  await build({
    entryPoints: [join(import.meta.dirname, 'endless-writer.ts')],
    outfile: script,
    bundle: true,
    platform: 'node',
    format: 'esm',
  });
});
afterAll(() => rm(folder, { recursive: true }));

/** Lets a child write until it has saved twice, then kills it some moment later. */
async function writeAndKill(path: string, delay: number): Promise<number> {
  const child = spawn(process.execPath, [script, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  let saved = 0;
  let seen = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    saved = Number(line.split(' ')[1]);
    if (++seen === 2) void killLater(child, delay);
  }
  await ended;
  return saved;
}

async function killLater(child: ChildProcess, delay: number): Promise<void> {
  await pause(delay);
  child.kill('SIGKILL');
}

describe('a run whose writer is killed', () => {
  it('opens at once, has lost nothing that was saved, and goes on from there', async () => {
    const run = await createRun(folder, newRun());
    await run.close();
    const random = Random.stream(1, 'kill');
    for (let round = 0; round < 4; round++) {
      const saved = await writeAndKill(run.path, random.uniform(0, 30));
      expect(saved).toBeGreaterThanOrEqual(2 * (round + 1));
      await expectWhole(run.path, saved);
    }
    const [entry] = await listRuns(folder);
    expect(entry).toMatchObject({ live: false, record: { state: 'running' } });
    const writer = await RunWriter.open(run.path);
    await writer.close();
    const names = await readdir(run.path, { recursive: true });
    expect(names.filter((name) => name.includes('.tmp'))).toEqual([]);
  });
});

async function expectWhole(path: string, saved: number): Promise<void> {
  const run = await openRun(path);
  expect((await run.record()).epochs_done).toBeGreaterThanOrEqual(saved);
  const steps = (await run.metrics()).map((row) => row.step);
  expect(steps).toEqual(steps.map((_, i) => i + 1));
  expect(steps.length).toBeGreaterThanOrEqual(5 * saved);
  for (const epoch of await run.checkpoints()) {
    const { weights, optimiser, state } = await run.checkpoint(epoch);
    expect(state).toEqual({ epoch });
    for (const tensor of [weights.get('w'), optimiser.get('m')])
      expect(new Set<unknown>(tensor?.data)).toEqual(new Set([epoch]));
  }
  for (const epoch of await run.epochs()) {
    const name = `epochs/${String(epoch).padStart(4, '0')}/embeddings.npy`;
    expect(Buffer.alloc(50_000, epoch).equals(await run.readFile(name))).toBe(true);
  }
  expect(await run.isLive()).toBe(false);
}
