import {
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { InputError } from '../../../src/engine/input-error';
import { createRun, listRuns, openRun } from '../../../src/engine/runs/run-folder';
import { RunWriter } from '../../../src/engine/runs/run-writer';
import { checkpointOf, newRun } from './new-run';

let workspace: string;
beforeEach(async () => {
  workspace = await mkdtemp(join(tmpdir(), 'runs-'));
});
afterEach(() => rm(workspace, { recursive: true }));

/** A run with rows for three epochs of two steps, and checkpoints after epochs 1 and 2. */
async function runWithCheckpoints(): Promise<string> {
  const run = await createRun(workspace, newRun());
  for (let epoch = 1; epoch <= 3; epoch++) {
    for (const step of [2 * epoch - 1, 2 * epoch])
      await run.appendMetrics({ epoch, step, loss: 1 / step });
    await run.saveEpoch(epoch, new Map([['embeddings.npy', new Uint8Array([epoch])]]));
    if (epoch < 3) await run.saveCheckpoint(epoch, checkpointOf(epoch));
  }
  await run.update({ epochs_done: 3, best: { loss: { value: 0.2, epoch: 3 } } });
  await run.close();
  return run.path;
}

describe('createRun', () => {
  it('keeps its folder out of git, but not against rules that are there', async () => {
    await (await createRun(workspace, newRun())).close();
    const rules = join(workspace, '.negative-space', '.gitignore');
    expect(await readFile(rules, 'utf8')).toBe('*\n');
    await writeFile(rules, 'cache/\n');
    await (await createRun(workspace, newRun())).close();
    expect(await readFile(rules, 'utf8')).toBe('cache/\n');
  });

  it('keeps the config byte for byte and says what it knows', async () => {
    const run = await createRun(workspace, newRun());
    expect(run.path).toBe(
      join(workspace, '.negative-space', 'runs', '2025-01-31T23-59-59Z-flowers'),
    );
    expect(await run.readFile('config.yaml')).toEqual(Buffer.from(newRun().configBytes));
    expect(Buffer.from(await run.readFile('resolved.yaml')).toString()).toBe('name: flowers\n');
    expect(await run.record()).toEqual({
      version: 1,
      name: 'flowers',
      state: 'running',
      created: '2025-01-31T23:59:59.900Z',
      updated: '2025-01-31T23:59:59.900Z',
      seed: 1,
      versions: { node: '20' },
      epochs_done: 0,
      best: {},
    });
    await run.close();
  });

  it.each([
    ['a/b\\c: "d" ?', 'a-b-c-d'],
    ['..', 'run'],
    ['../../etc', 'etc'],
    ['', 'run'],
    ['Blüte 花', 'Blüte-花'],
    ['x'.repeat(300), 'x'.repeat(40)],
    ['con\u0000\n', 'con'],
  ])('makes a folder name of %j', async (name, slug) => {
    const run = await createRun(workspace, newRun(name));
    expect(run.id).toBe(`2025-01-31T23-59-59Z-${slug}`);
    expect((await run.record()).name).toBe(name);
    await run.close();
  });

  it('gives runs of one second and one name folders of their own', async () => {
    const runs = await Promise.all([1, 2, 3].map(() => createRun(workspace, newRun())));
    expect(new Set(runs.map((run) => run.path)).size).toBe(3);
    await Promise.all(runs.map((run) => run.close()));
    expect((await listRuns(workspace)).length).toBe(3);
  });
});

describe('a run', () => {
  it('gives back what was written, in the order it was asked for', async () => {
    const writer = await createRun(workspace, newRun());
    const rows = Array.from({ length: 20 }, (_, i) => ({ epoch: 1, step: i + 1, loss: i / 3 }));
    await Promise.all([
      ...rows.map((row) => writer.appendMetrics(row)),
      writer.update({ state: 'finished', device: 'a GPU' }),
      writer.saveCheckpoint(1, checkpointOf(1)),
      writer.saveEpoch(1, new Map([['embeddings.npy', new Uint8Array([1])]])),
      writer.writeFile('epochs/0001/map.npy', new Uint8Array([2])),
      writer.writeFile('encoder.onnx', new Uint8Array([3])),
    ]);
    await writer.close();
    const run = await openRun(writer.path);
    expect(await run.metrics()).toEqual(rows);
    expect(await run.record()).toMatchObject({ state: 'finished', device: 'a GPU', seed: 1 });
    expect(await run.latestCheckpoint()).toEqual({ epoch: 1, ...checkpointOf(1) });
    expect(await run.epochs()).toEqual([1]);
    expect(await run.readFile('epochs/0001/map.npy')).toEqual(Buffer.from([2]));
    expect(await run.readFile('encoder.onnx')).toEqual(Buffer.from([3]));
    expect((await readdir(run.path)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('reads a metric that is not a number as NaN', async () => {
    const run = await createRun(workspace, newRun());
    await run.appendMetrics({ epoch: 1, step: 1, loss: NaN, norm: Infinity });
    expect(await run.metrics()).toEqual([{ epoch: 1, step: 1, loss: NaN, norm: NaN }]);
    await run.close();
  });

  it('replaces a checkpoint and an epoch saved again', async () => {
    const run = await createRun(workspace, newRun());
    await run.saveCheckpoint(1, checkpointOf(7));
    await run.saveCheckpoint(1, checkpointOf(1));
    await run.saveEpoch(1, new Map([['a', new Uint8Array([1])]]));
    await run.saveEpoch(1, new Map([['b', new Uint8Array([2])]]));
    expect(await run.latestCheckpoint()).toEqual({ epoch: 1, ...checkpointOf(1) });
    expect(await readdir(run.at('epochs/0001'))).toEqual(['b']);
    await run.close();
  });

  it('orders epochs by number beyond four digits', async () => {
    const run = await createRun(workspace, newRun());
    for (const epoch of [9999, 10_000, 20]) await run.saveCheckpoint(epoch, checkpointOf(epoch));
    expect(await run.checkpoints()).toEqual([20, 9999, 10_000]);
    expect((await run.latestCheckpoint())?.epoch).toBe(10_000);
    await run.close();
  });

  it.each(['../x', '/x', '', '.', 'a/../../x'])('never touches %j', async (name) => {
    const run = await createRun(workspace, newRun());
    expect(() => run.at(name)).toThrow(/no file of a run/);
    await run.close();
  });

  it.each([
    ['is no JSON', '{'],
    ['lacks what it must say', '{"version":1}'],
    ['is of a later version', '{"version":2}'],
  ])('whose record %s is refused, and hides no other', async (_, text) => {
    const good = await createRun(workspace, newRun('good'));
    const bad = await createRun(workspace, newRun('bad'));
    await Promise.all([good.close(), bad.close()]);
    await writeFile(bad.at('run.json'), text);
    await expect(openRun(bad.path)).rejects.toThrow(InputError);
    const entries = await listRuns(workspace);
    expect(entries.map((entry) => [entry.run.id.slice(21), entry.record?.name])).toEqual([
      ['good', 'good'],
      ['bad', undefined],
    ]);
    expect(entries[1].problem).toMatch(/the run's record is damaged/);
  });

  it('is not one without a record, and a workspace may have none', async () => {
    expect(await listRuns(workspace)).toEqual([]);
    await mkdir(join(workspace, '.negative-space', 'runs', 'x'), { recursive: true });
    await writeFile(join(workspace, '.negative-space', 'runs', '.DS_Store'), '');
    expect(await listRuns(workspace)).toEqual([]);
    await expect(openRun(workspace)).rejects.toThrow(/this folder holds no run/);
  });
});

describe('metrics', () => {
  it('leave out a last line that was cut, and go on after it once written again', async () => {
    const path = await runWithCheckpoints();
    const file = join(path, 'metrics.jsonl');
    await truncate(file, (await readFile(file)).length - 3);
    const run = await RunWriter.open(path);
    expect((await run.metrics()).map((row) => row.step)).toEqual([1, 2, 3, 4, 5]);
    await run.resume();
    await run.appendMetrics({ epoch: 3, step: 5, loss: 0 });
    expect((await run.metrics()).map((row) => row.step)).toEqual([1, 2, 3, 4, 5]);
    await run.close();
  });

  it('name a damaged line in the middle', async () => {
    const path = await runWithCheckpoints();
    const file = join(path, 'metrics.jsonl');
    const lines = (await readFile(file, 'utf8')).split('\n');
    await writeFile(file, [lines[0], '{"epoch":"x"}', ...lines.slice(2)].join('\n'));
    const run = await openRun(path);
    await expect(run.metrics()).rejects.toThrow(/metrics\.jsonl:2: this line is damaged/);
  });
});

describe('resume', () => {
  it('turns a run back to its newest checkpoint', async () => {
    const path = await runWithCheckpoints();
    const run = await RunWriter.open(path);
    await run.update({ state: 'failed', error: 'The GPU is gone.' });
    expect(await run.resume()).toEqual({ epoch: 2, ...checkpointOf(2) });
    expect((await run.metrics()).map((row) => row.step)).toEqual([1, 2, 3, 4]);
    expect(await run.epochs()).toEqual([1, 2]);
    const record = await run.record();
    expect(record).toMatchObject({ state: 'running', epochs_done: 2, best: {} });
    expect(record).not.toHaveProperty('error');
    await run.appendMetrics({ epoch: 3, step: 5, loss: 9 });
    const events = (await readdir(path)).filter((name) => name.startsWith('events.out.tfevents.'));
    expect(events.length).toBe(2);
    await run.close();
  });

  it('starts from nothing where there is no checkpoint', async () => {
    const run = await createRun(workspace, newRun());
    await run.appendMetrics({ epoch: 1, step: 1, loss: 1 });
    expect(await run.resume()).toBeUndefined();
    expect(await run.metrics()).toEqual([]);
    await run.close();
  });

  it.each([
    ['lacks a file', (path: string) => rm(join(path, 'optimiser.safetensors'))],
    ['has a file that was cut', (path: string) => truncate(join(path, 'weights.safetensors'), 90)],
    ['has a state that is no JSON', (path: string) => writeFile(join(path, 'state.json'), '{')],
  ])('passes over a checkpoint that %s', async (_, damage) => {
    const path = await runWithCheckpoints();
    await damage(join(path, 'checkpoints', '0002'));
    const run = await RunWriter.open(path);
    expect((await run.resume())?.epoch).toBe(1);
    expect(await run.checkpoints()).toEqual([1]);
    await run.close();
  });

  it('cleans away what was left half written', async () => {
    const path = await runWithCheckpoints();
    const leftovers = [
      join(path, '.run.json.1-0.tmp'),
      join(path, 'checkpoints', '.0003.1-1.tmp', 'weights.safetensors'),
      join(path, 'epochs', '.0004.1-2.tmp', 'embeddings.npy'),
    ];
    for (const file of leftovers) {
      await mkdir(join(file, '..'), { recursive: true });
      await writeFile(file, 'half');
    }
    expect((await (await openRun(path)).latestCheckpoint())?.epoch).toBe(2);
    const run = await RunWriter.open(path);
    await run.close();
    const names = await readdir(path, { recursive: true });
    expect(names.filter((name) => name.includes('.tmp'))).toEqual([]);
  });
});

describe('the lock', () => {
  const lockOf = (path: string): string => join(path, 'run.lock');
  const foreign = (pid: number, host = hostname()): string =>
    JSON.stringify({ pid, host, token: 'other' });
  /** No system gives so high a number. */
  const deadPid = 2 ** 30;

  it('lets one writer in, and readers always', async () => {
    const writer = await createRun(workspace, newRun());
    await expect(RunWriter.open(writer.path)).rejects.toThrow(
      `this run is being written by process ${process.pid}`,
    );
    const run = await openRun(writer.path);
    expect(await run.isLive()).toBe(true);
    await writer.close();
    expect(await run.isLive()).toBe(false);
    await (await RunWriter.open(writer.path)).close();
  });

  it.each([
    ['a dead process', foreign(deadPid), 0, true],
    ['a living process', foreign(process.pid), 0, false],
    ['a living process that stopped touching it', foreign(process.pid), 120, true],
    ['another machine', foreign(deadPid, 'elsewhere'), 0, false],
    ['another machine that stopped touching it', foreign(deadPid, 'elsewhere'), 120, true],
    ['a writer that is just making it', '', 0, false],
    ['a writer killed while making it', '', 120, true],
  ])('of %s', async (_, text, secondsAgo, taken) => {
    const path = await runWithCheckpoints();
    await writeFile(lockOf(path), text);
    const touched = new Date(Date.now() - secondsAgo * 1000);
    await utimes(lockOf(path), touched, touched);
    expect(await (await openRun(path)).isLive()).toBe(!taken);
    const opened = RunWriter.open(path);
    if (taken) await (await opened).close();
    else await expect(opened).rejects.toThrow(InputError);
  });

  it('stops a writer that lost it, which then leaves it to the new owner', async () => {
    const writer = await createRun(workspace, newRun());
    await writeFile(lockOf(writer.path), foreign(process.pid));
    await expect(writer.update({ epochs_done: 3 })).rejects.toThrow(/another process writes it/);
    expect((await writer.record()).epochs_done).toBe(0);
    await writer.close();
    expect(await readFile(lockOf(writer.path), 'utf8')).toContain('other');
  });

  it('tells a writer that its folder was removed', async () => {
    const writer = await createRun(workspace, newRun());
    await rm(writer.path, { recursive: true });
    await expect(writer.appendMetrics({ epoch: 1, step: 1 })).rejects.toThrow(InputError);
    await writer.close();
  });
});
