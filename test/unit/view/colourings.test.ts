// What points can be coloured by beside their class, as the reading process answers it.
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { Random } from '../../../src/engine/random/random';
import type { RunViewEvents, RunViewRequests } from '../../../src/protocol/run-view';
import { engineProcesses } from '../session/engine-process';
import { trained } from './small-runs';

const ROWS = 120;

const processes = engineProcesses();
let run: string;
beforeAll(async () => {
  run = await trained(processes, writeTable(processes.at('table')));
});

/** Three clouds, their heights (every tenth missing), and a part for each row. */
function writeTable(folder: string): string {
  mkdirSync(folder, { recursive: true });
  const random = Random.stream(1, 'table');
  const rows: object[] = Array.from({ length: ROWS }, (_, row) => ({
    label: `kind ${row % 3}`,
    vector: Array.from(
      { length: 8 },
      (_, i) => (i % 3 === row % 3 ? 4 : 0) + 0.3 * random.normal(),
    ),
    height: row % 10 === 0 ? null : row / 2,
    split: row < 90 ? 'early' : 'late',
  }));
  // A row that cannot be used shifts those after it.
  rows.splice(5, 0, { label: 'kind 0', vector: null, height: 1000, split: 'early' });
  writeFileSync(join(folder, 'table.jsonl'), rows.map((row) => JSON.stringify(row)).join('\n'));
  writeFileSync(
    join(folder, 'test.jsonl'),
    rows
      .slice(20, 32)
      .map((row) => JSON.stringify(row))
      .join('\n'),
  );
  const config = join(folder, 'table.contrast.yaml');
  writeFileSync(config, tableConfig);
  return config;
}

const tableConfig = `data: { train: table.jsonl, test: test.jsonl }
positives: { noise: 0.1 }
encoder: { name: mlp, widths: [16, 16] }
head: { layers: [16, 8] }
evaluate: { every: 1, knn: { k: 3 } }
train: { epochs: 1, batch_size: 24, runtime: cpu, threads: 1 }
`;

const ask = () => processes.start<RunViewRequests, RunViewEvents>('view-process', [run]).connection;

describe('clusters', () => {
  it('hold every sample, are the same of the same seed, and kept', async () => {
    const connection = ask();
    await connection.request('map', { epoch: 1 });
    const first = await connection.request('clusters', { epoch: 1 });
    expect(first.of).toHaveLength(ROWS);
    const sizes = first.clusters.map(({ size }) => size);
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(ROWS);
    for (const { size, majority } of first.clusters)
      expect(majority!.count).toBeGreaterThan(0.8 * size);
    expect(await ask().request('clusters', { epoch: 1 })).toEqual(first);
    rmSync(join(run, 'maps'), { recursive: true });
    expect(await ask().request('clusters', { epoch: 1 })).toEqual(first);
  });

  it('of an epoch without vectors are refused in a sentence', async () => {
    await expect(ask().request('clusters', { epoch: 7 })).rejects.toMatchObject({
      failure: { code: 'input', message: expect.stringMatching(/no embeddings/) as string },
    });
  });
});

describe('the test samples', () => {
  it('lie where the training samples lie that are most like them', async () => {
    const connection = ask();
    const { positions } = await connection.request('map', { epoch: 1 });
    const test = await connection.request('testSamples', { epoch: 1 });
    expect(test).toMatchObject({
      epoch: 1,
      names: Array.from({ length: 12 }, (_, row) => `${row}`),
    });
    // They are samples of the training once more: those from the twentieth row of the table on.
    const own = Array.from({ length: 12 }, (_, row) => 19 + row);
    expect(test?.labels).toEqual(Int32Array.from(own, (row) => row % 3));
    const apart = own.map((row, i) =>
      Math.hypot(
        positions[2 * row] - test!.positions[2 * i],
        positions[2 * row + 1] - test!.positions[2 * i + 1],
      ),
    );
    expect(Math.max(...apart)).toBeLessThan(0.5);
  });
});

describe('columns', () => {
  it('are the split and the numbers, each in the order of the samples', async () => {
    const connection = ask();
    expect(await connection.request('columns', {})).toEqual([
      { name: 'split', kind: 'split' },
      { name: 'height', kind: 'number' },
    ]);
    const height = await connection.request('column', { name: 'height' });
    const expected = Array.from({ length: ROWS }, (_, row) => (row % 10 === 0 ? NaN : row / 2));
    expect(height).toEqual({ kind: 'number', name: 'height', values: Float64Array.from(expected) });
    const split = await connection.request('column', { name: 'split' });
    expect(split).toEqual({
      ...{ kind: 'split', name: 'split', parts: ['early', 'late'] },
      of: Int32Array.from({ length: ROWS }, (_, row) => Number(row >= 90)),
    });
  });

  it('that are not there are refused in a sentence', async () => {
    await expect(ask().request('column', { name: 'weight' })).rejects.toMatchObject({
      failure: { code: 'input', message: expect.stringMatching(/no column "weight"/) as string },
    });
  });
});

describe('the map of the samples themselves', () => {
  it('is kept, lies on the encoder’s, and leaves that as it is', async () => {
    const connection = ask();
    const encoder = await connection.request('map', { epoch: 1 });
    const first = await connection.request('inputMap', {});
    expect(first).toMatchObject({ epoch: 0, method: 'umap' });
    expect(first.positions).toHaveLength(2 * ROWS);
    expect(await ask().request('inputMap', {})).toEqual(first);
    rmSync(join(run, 'maps', '0001'), { recursive: true });
    expect(await ask().request('map', { epoch: 1 })).toEqual(encoder);
  });

  it('is refused in a sentence where the data are gone', async () => {
    rmSync(join(run, 'maps'), { recursive: true, force: true });
    const [table, aside] = [processes.at('table', 'table.jsonl'), processes.at('aside')];
    renameSync(table, aside);
    try {
      await expect(ask().request('inputMap', {})).rejects.toMatchObject({
        failure: { code: 'input', message: expect.stringMatching(/no such file/) as string },
      });
      // Nor are there columns: that is no failure.
      expect(await ask().request('columns', {})).toEqual([]);
    } finally {
      renameSync(aside, table);
    }
  });
});

describe('a neighbourhood', () => {
  it('counts the labels of the 20 nearest, and flags once they are estimated', async () => {
    const connection = ask();
    const query = { index: 4, epoch: 1 };
    const first = await connection.request('neighbourhood', query);
    expect(first).toMatchObject({ ...query, nearestLabels: { 1: 20 } });
    expect(first.flagged).toBeUndefined();
    const said = new Promise<unknown>((done) => {
      connection.on('estimated', done);
    });
    await connection.request('anchor', { ...query, top: 1 });
    await said;
    const { flagged } = await connection.request('neighbourhood', query);
    expect(flagged?.of).toBe(20);
  });
});
