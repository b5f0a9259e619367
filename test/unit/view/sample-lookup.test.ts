import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { encodeNpy } from '../../../src/engine/dataset/write-npy';
import { createRun } from '../../../src/engine/runs/run-folder';
import type { RunWriter } from '../../../src/engine/runs/run-writer';
import { SAMPLES, sampleTable } from '../../../src/engine/runs/sample-table';
import { SampleLookup } from '../../../src/engine/view/sample-lookup';
import { newRun } from '../runs/new-run';

let folder: string;
let run: RunWriter;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'samples-'));
  run = await createRun(folder, newRun());
});
afterEach(async () => {
  await run.close();
  rmSync(folder, { recursive: true });
});

const described = (names: readonly string[]) => ({
  ...({ kind: 'image', sampleShape: [4, 4, 3], names } as const),
  ...{ classes: ['Oak', 'fir'], labels: Int32Array.from(names, (_, row) => (row % 3) - 1) },
});
const write = (names: readonly string[]) =>
  run.writeFile(SAMPLES, JSON.stringify(sampleTable(described(names))));

it('samples are read as they were written, and anew where they are others', async () => {
  const lookup = new SampleLookup(run);
  await write(['a.png', 'b.png']);
  const { table, problem } = await lookup.read();
  expect(problem).toBeUndefined();
  expect(table).toEqual({
    ...{ kind: 'image', count: 2, names: ['a.png', 'b.png'], shape: [4, 4, 3] },
    ...{ classes: ['Oak', 'fir'], labels: Int32Array.from([-1, 0]) },
  });
  await write(['a.png', 'b.png', 'c.png']);
  expect((await lookup.read()).table.count).toBe(3);
});

it('samples without names of their own are named by their rows, which are not stored', async () => {
  await write(['0', '1', '2']);
  expect(sampleTable(described(['0', '1', '2']))).not.toHaveProperty('names');
  expect((await new SampleLookup(run).read()).table.names).toEqual(['0', '1', '2']);
});

it('a text finds names and classes, not classes of others', async () => {
  await write(['oak.png', 'b.png', 'c.png', 'd.png', 'e.png']);
  const lookup = new SampleLookup(run);
  expect(await lookup.search('OAK', 10)).toEqual([0, 1, 4]);
  expect(await lookup.search('Fir', 10)).toEqual([2]);
  expect(await lookup.search('oak', 2)).toEqual([0, 1]);
});

it.each([
  ['is missing', undefined],
  ['is cut', '{"version": 1'],
  [
    'has fewer labels than samples',
    JSON.stringify({ ...sampleTable(described(['a', 'b'])), labels: [0] }),
  ],
])('where the table %s, the rows of the embeddings are counted', async (_, text) => {
  if (text !== undefined) writeFileSync(run.at(SAMPLES), text);
  const lookup = new SampleLookup(run);
  expect(await lookup.read()).toMatchObject({ table: { count: 0 } });
  await run.saveEpoch(3, new Map([['embeddings.npy', encodeNpy([2, 1], new Float32Array(2))]]));
  const { table, problem } = await new SampleLookup(run).read();
  expect(table).toMatchObject({ count: 2, names: ['0', '1'], classes: [] });
  expect(problem).toMatch(/samples\.json/);
});
