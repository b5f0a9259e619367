// A set-up that is killed leaves nothing that would be taken, and the next one goes on from it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findTensorFlow } from '../../../src/engine/runtime/tensorflow/installation';
import { removeTensorFlow } from '../../../src/engine/setup/remove-tensorflow';
import { setUpTensorFlow } from '../../../src/engine/setup/set-up-tensorflow';
import { cpuWheel } from './fake-wheel';
import { setUpFolder } from './set-up-folder';

const place = setUpFolder();
const cpu = { version: '2.20.0', variant: 'cpu' } as const;
const stages = [
  { stage: 'downloading', requests: 2 },
  { stage: 'unpacking', requests: 1 },
  { stage: 'trying', requests: 1 },
];

let programs: string;
beforeAll(async () => {
  programs = await mkdtemp(join(tmpdir(), 'killed-'));
  await build({
    entryPoints: [join(import.meta.dirname, 'killed-program.ts')],
    outfile: join(programs, 'killed-program.cjs'),
    ...{ bundle: true, platform: 'node', logOverride: { 'empty-import-meta': 'silent' } },
  });
});
afterAll(() => rm(programs, { recursive: true }));

/** Lets a set-up come to the stage, and kills it there. */
async function killAt(stage: string, index: string): Promise<void> {
  const program = join(programs, 'killed-program.cjs');
  const addon = join(place.folder, 'tfjs_binding.node');
  const child = spawn(process.execPath, [program, place.root, index, addon, stage], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await ended;
}

it.each(stages)('killed while $stage', async ({ stage, requests }) => {
  const index = await place.index([cpuWheel()]);
  index.faults.stalls = stage === 'downloading';
  await killAt(stage, index.url);
  expect(findTensorFlow(place.root)).toBeUndefined();
  index.faults.stalls = false;
  const result = await setUpTensorFlow(cpu, place.options(index.url));
  expect(findTensorFlow(place.root)).toMatchObject({ folder: result.folder });
  expect(index.requests).toHaveLength(requests);
  expect(await readdir(join(place.root, 'tensorflow'))).toEqual(['2.20.0-cpu']);
});

it('what a killed one left can be removed', async () => {
  const index = await place.index([cpuWheel()]);
  await killAt('trying', index.url);
  const { removed, freed } = await removeTensorFlow({}, place.root);
  expect(removed).toEqual(['2.20.0-cpu']);
  expect(freed).toBeGreaterThan(250_000);
  expect(await readdir(join(place.root, 'tensorflow'))).toEqual([]);
});
