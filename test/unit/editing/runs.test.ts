// The runs of a folder as the dashboard lists, compares, renames and removes them.
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseConfig } from '../../../src/engine/config/load-config';
import { resolvedYaml } from '../../../src/engine/config/resolved-yaml';
import { engineLibrary } from '../../../src/engine/engine-library';
import { createRun } from '../../../src/engine/runs/run-folder';
import type { RunWriter } from '../../../src/engine/runs/run-writer';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'listed-'));
});
afterEach(() => rm(folder, { recursive: true }));

interface Made {
  readonly name?: string;
  readonly second?: number;
  readonly settings?: string;
  readonly configFile?: string;
}

/** A run of two epochs with a row each, still open. */
async function made({ name = 'flowers', second = 0, settings = '', configFile }: Made = {}) {
  const text = `data: { train: . }\ntrain: { epochs: 4, batch_size: 8 }\n${settings}`;
  const run = await createRun(folder, {
    name,
    ...(configFile !== undefined && { configFile }),
    configBytes: Buffer.from(text),
    resolved: resolvedYaml(parseConfig(text, `${name}.contrast.yaml`)),
    record: { seed: 1, versions: {}, device: 'a processor' },
    now: new Date(Date.UTC(2025, 0, 31, 12, 0, second)),
  });
  await run.appendMetrics({ epoch: 1, step: 3, loss: 2, knn_top1: 0.5, effective_rank: 9 });
  await run.appendMetrics({ epoch: 2, step: 6, loss: 1, knn_top1: 0.4, positive_cosine: 0.9 });
  return run;
}

async function ended(run: RunWriter, state: 'finished' | 'stopped' | 'failed'): Promise<string> {
  await run.update({ state, epochs_done: 2 });
  await run.close();
  return run.path;
}

const states = async (): Promise<string[]> =>
  (await engineLibrary.listRuns(folder)).map(({ name, state }) => `${name} ${state}`);

describe('listRuns', () => {
  it('gives what the dashboard shows of a run', async () => {
    const configFile = join(folder, 'my.contrast.yaml');
    await writeFile(configFile, '');
    const path = await ended(await made({ configFile }), 'stopped');
    expect(await engineLibrary.listRuns(folder)).toEqual([
      {
        id: '2025-01-31T12-00-00Z-flowers',
        path,
        name: 'flowers',
        state: 'stopped',
        created: '2025-01-31T12:00:00.000Z',
        epochsDone: 2,
        epochs: 4,
        losses: Float32Array.of(2, 1),
        best: { metric: 'knn_top1', value: 0.5, epoch: 1 },
        device: 'a processor',
        configFile,
        configPlace: configFile,
      },
    ]);
  });

  it('is newest first, and empty where there are none', async () => {
    expect(await states()).toEqual([]);
    await ended(await made({ name: 'old' }), 'finished');
    await ended(await made({ name: 'new', second: 1 }), 'failed');
    expect(await states()).toEqual(['new failed', 'old finished']);
  });

  it('tells a run that trains from one that was killed', async () => {
    const run = await made();
    await run.update({ epochs_done: 1 });
    expect(await engineLibrary.listRuns(folder)).toMatchObject([
      { state: 'training', epochsDone: 2 },
    ]);
    await run.close();
    expect(await states()).toEqual(['flowers killed']);
  });

  it('sees a row that was added since', async () => {
    const run = await made();
    await engineLibrary.listRuns(folder);
    await run.appendMetrics({ epoch: 3, step: 9, loss: 0.5, probe_top1: 0.9 });
    await run.close();
    const [{ losses, best }] = await engineLibrary.listRuns(folder);
    expect([...losses]).toEqual([2, 1, 0.5]);
    expect(best).toEqual({ metric: 'knn_top1', value: 0.5, epoch: 1 });
  });

  it.each([
    ['the newest rank is that of a line', { effective_rank: 1.01 }, 'collapsed'],
    ['the newest rank is that of a point', { effective_rank: 0 }, 'collapsed'],
    [
      'the loss is that of equal embeddings',
      { loss: Math.log(15), positive_cosine: 1 },
      'collapsed',
    ],
    ['the rank is that of a plane', { effective_rank: 2 }, 'finished'],
    ['the loss is that of equal embeddings, which differ', { loss: Math.log(15) }, 'finished'],
  ])('where %s', async (_, row, state) => {
    const run = await made();
    await run.appendMetrics({ epoch: 3, step: 9, loss: 0.5, positive_cosine: 0.9, ...row });
    await ended(run, 'finished');
    expect(await states()).toEqual([`flowers ${state}`]);
  });

  it('finds the config beside a run that does not say where it came from', async () => {
    const configFile = join(folder, 'flowers.contrast.yml');
    await ended(await made(), 'finished');
    const [before] = await engineLibrary.listRuns(folder);
    expect(before.configFile).toBeUndefined();
    expect(before.configPlace).toBe(join(folder, 'flowers.contrast.yaml'));
    await writeFile(configFile, '');
    expect((await engineLibrary.listRuns(folder))[0].configFile).toBe(configFile);
  });

  it('names no config that is gone', async () => {
    await writeFile(join(folder, 'flowers.contrast.yaml'), '');
    await ended(await made({ configFile: join(folder, 'gone.contrast.yaml') }), 'finished');
    expect((await engineLibrary.listRuns(folder))[0].configFile).toBeUndefined();
  });

  it('lists a run whose record is damaged as failed, and one whose config is as it can', async () => {
    const bad = await ended(await made({ name: 'bad' }), 'finished');
    await writeFile(join(bad, 'run.json'), '{');
    const odd = await ended(await made({ name: 'odd', second: 1 }), 'finished');
    await writeFile(join(odd, 'resolved.yaml'), 'elephant: [');
    const runs = await engineLibrary.listRuns(folder);
    expect(runs).toMatchObject([
      { name: 'odd', state: 'finished', epochs: 2 },
      { name: 'bad', state: 'failed', created: '2025-01-31T12:00:00Z' },
    ]);
    expect(runs[1].error).toMatch(/damaged/);
  });
});

describe('compareRuns', () => {
  it('gives the rows, and the settings that differ by their paths', async () => {
    const one = await ended(await made({ name: 'one' }), 'finished');
    const settings = 'objective: { name: triplet }\nencoder: { widths: [8, 4], name: conv }';
    const two = await ended(await made({ name: 'two', second: 1, settings }), 'finished');
    const { runs, differences } = await engineLibrary.compareRuns([one, two]);
    expect(runs.map(({ name, metrics }) => [name, metrics.length])).toEqual([
      ['one', 2],
      ['two', 2],
    ]);
    expect(differences).toContainEqual({
      setting: 'objective.temperature',
      values: ['0.5', undefined],
    });
    expect(differences).toContainEqual({
      setting: 'encoder.widths',
      values: [undefined, '[ 8, 4 ]'],
    });
    expect(differences.map(({ setting }) => setting)).not.toContain('train.epochs');
    expect(differences.map(({ setting }) => setting)).not.toContain('name');
  });

  it('refuses what is no run', async () => {
    await expect(engineLibrary.compareRuns([folder])).rejects.toThrow(/holds no run/);
  });
});

describe('renameRun', () => {
  it('changes the name alone', async () => {
    const path = await ended(await made(), 'finished');
    const before = JSON.parse(await readFile(join(path, 'run.json'), 'utf8')) as object;
    await engineLibrary.renameRun(path, 'the best 🌿');
    const after = JSON.parse(await readFile(join(path, 'run.json'), 'utf8')) as object;
    expect(after).toEqual({
      ...before,
      name: 'the best 🌿',
      updated: expect.any(String) as string,
    });
    expect(await states()).toEqual(['the best 🌿 finished']);
  });

  it('refuses a run that trains', async () => {
    const run = await made();
    await expect(engineLibrary.renameRun(run.path, 'x')).rejects.toThrow(/is being written/);
    await run.close();
    expect(await states()).toEqual(['flowers killed']);
  });
});

describe('deleteRun', () => {
  it('removes a run and nothing else', async () => {
    const path = await ended(await made(), 'finished');
    await ended(await made({ name: 'other', second: 1 }), 'finished');
    await engineLibrary.deleteRun(path);
    expect(await readdir(join(folder, '.negative-space', 'runs'))).toEqual([
      '2025-01-31T12-00-01Z-other',
    ]);
  });

  it('removes what is damaged', async () => {
    const path = await ended(await made(), 'finished');
    await writeFile(join(path, 'run.json'), '{');
    await engineLibrary.deleteRun(path);
    expect(await states()).toEqual([]);
  });

  it('refuses a run that trains, which stays as it is', async () => {
    const run = await made();
    await expect(engineLibrary.deleteRun(run.path)).rejects.toThrow(/is being written by process/);
    expect(await states()).toEqual(['flowers training']);
    await run.close();
  });

  it('refuses a folder that is no run', async () => {
    await writeFile(join(folder, 'precious.txt'), '');
    await expect(engineLibrary.deleteRun(folder)).rejects.toThrow(/cannot be read/);
    expect(await readdir(folder)).toContain('precious.txt');
  });
});
