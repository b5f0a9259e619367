import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readClusters, storeClusters } from '../../../src/engine/project/stored-clusters';
import { storeMap } from '../../../src/engine/project/stored-map';
import type { Run } from '../../../src/engine/runs/run';
import { createRun } from '../../../src/engine/runs/run-folder';
import { newRun } from '../runs/new-run';

let folder: string;
let run: Run;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'clusters-'));
  const writer = await createRun(folder, newRun());
  await writer.close();
  run = writer;
  const map = { positions: Float32Array.of(1, 0, -1, 1), neighboursKept: 0.25 };
  await storeMap(run, 5, 'key', { ...map, method: 'umap' });
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

it('clusters are read as they were stored, and not those of other embeddings', async () => {
  expect(await readClusters(run, 5, 'key')).toBeUndefined();
  await storeClusters(run, 5, 'key', Int32Array.of(1, 0));
  expect(await readClusters(run, 5, 'key')).toEqual(Int32Array.of(1, 0));
  expect(await readClusters(run, 5, 'other')).toBeUndefined();
});

it.each([
  ['cut', (text: string) => text.slice(0, -6)],
  ['of other rules', (text: string) => text.replace('"n_neighbors":15', '"n_neighbors":30')],
  ['negative', (text: string) => text.replace('[1,', '[-1,')],
])('clusters that are %s are none', async (_, spoil) => {
  await storeClusters(run, 5, 'key', Int32Array.of(1, 0));
  const text = new TextDecoder().decode(await run.readFile('maps/0005/clusters.json'));
  expect(spoil(text)).not.toBe(text);
  writeFileSync(run.at('maps/0005/clusters.json'), spoil(text));
  expect(await readClusters(run, 5, 'key')).toBeUndefined();
});

it('without a map beside them they are not kept', async () => {
  await expect(storeClusters(run, 6, 'key', Int32Array.of(0))).rejects.toThrow();
});
