import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  embeddingsKey,
  INPUT,
  placesNear,
  readMap,
  storeMap,
} from '../../../src/engine/project/stored-map';
import type { Run } from '../../../src/engine/runs/run';
import { createRun } from '../../../src/engine/runs/run-folder';
import { RunWriter } from '../../../src/engine/runs/run-writer';
import { checkpointOf, newRun } from '../runs/new-run';

let folder: string;
let run: Run;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'map-'));
  const writer = await createRun(folder, newRun());
  await writer.close();
  run = writer;
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const key = embeddingsKey(Buffer.from('embeddings'));
const arrangementOf = (x: number) => ({
  positions: Float32Array.from([x, 0, -1, 1]),
  method: 'umap' as const,
  neighboursKept: 0.25,
});

it('a map is read as it was stored', async () => {
  expect(await readMap(run, 5, key)).toBeUndefined();
  await storeMap(run, 5, key, arrangementOf(1));
  expect(await readMap(run, 5, key)).toEqual(arrangementOf(1));
});

it('a map of other embeddings, of other rules or cut is none', async () => {
  await storeMap(run, 5, key, arrangementOf(1));
  expect(await readMap(run, 5, embeddingsKey(Buffer.from('others')))).toBeUndefined();
  const note = run.at('maps/0005/map.json');
  const text = new TextDecoder().decode(await run.readFile('maps/0005/map.json'));
  writeFileSync(note, text.replace('"n_neighbors": 15', '"n_neighbors": 30'));
  expect(await readMap(run, 5, key)).toBeUndefined();
  writeFileSync(note, text);
  expect(await readMap(run, 5, key)).toBeDefined();
  writeFileSync(run.at('maps/0005/map.npy'), 'cut');
  expect(await readMap(run, 5, key)).toBeUndefined();
});

it('the nearest map of as many samples is what another begins from', async () => {
  expect(await placesNear(run, 5, 2)).toBeUndefined();
  for (const epoch of [2, 6, 8]) await storeMap(run, epoch, key, arrangementOf(epoch));
  const near = async (epoch: number) => (await placesNear(run, epoch, 2))?.[0];
  expect([await near(1), await near(4), await near(5), await near(6)]).toEqual([2, 2, 6, 8]);
  expect(await placesNear(run, 5, 3)).toBeUndefined();
});

it('a run that was removed does not come back', async () => {
  rmSync(run.path, { recursive: true });
  await storeMap(run, 5, key, arrangementOf(1));
  expect(readdirSync(join(folder, '.negative-space/runs'))).toEqual([]);
});

it('a run that goes on keeps the maps up to its checkpoint', async () => {
  const writer = await RunWriter.open(run.path);
  await writer.saveCheckpoint(2, checkpointOf(2));
  for (const epoch of [2, 3]) await storeMap(run, epoch, key, arrangementOf(epoch));
  await writer.resume();
  await writer.close();
  expect(readdirSync(run.at('maps'))).toEqual(['0002']);
});

it('the map of the samples themselves leads no other map', async () => {
  await storeMap(run, INPUT, key, arrangementOf(0.5));
  expect(await placesNear(run, 1, 2)).toBeUndefined();
  await storeMap(run, 7, key, arrangementOf(1));
  expect(await placesNear(run, 1, 2)).toEqual(arrangementOf(1).positions);
  expect(await placesNear(run, INPUT, 2)).toEqual(arrangementOf(1).positions);
});
