import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openRun } from '../../../src/engine/runs/run-folder';
import type { EngineChild } from '../../../src/extension/engine-child';
import type {
  TrainingEnd,
  TrainingEvents,
  TrainingProgress,
  TrainingRequests,
} from '../../../src/protocol/training';
import { writeClouds } from '../commandline/built-program';
import { engineProcesses, isAlive } from './engine-process';

const processes = engineProcesses();

interface Training {
  readonly child: EngineChild<TrainingRequests, TrainingEvents>;
  readonly progress: TrainingProgress[];
  readonly epochs: number[];
  readonly warnings: string[];
  readonly log: string[];
  readonly ended: Promise<TrainingEnd>;
  /** Resolves when so many steps are done. */
  steps(count: number): Promise<void>;
}

function start(): Training {
  const child = processes.start<TrainingRequests, TrainingEvents>('train-process');
  const { connection } = child;
  const [progress, epochs, warnings, log] = [
    [] as TrainingProgress[],
    [] as number[],
    [] as string[],
    [] as string[],
  ];
  const waiting: { readonly count: number; readonly done: () => void }[] = [];
  connection.on('progress', (state) => {
    progress.push(state);
    if (state.phase === 'training')
      for (const { count, done } of waiting) if (state.done >= count) done();
  });
  connection.on('epoch', ({ epoch }) => epochs.push(epoch));
  connection.on('warning', ({ sentence }) => warnings.push(sentence));
  connection.on('log', ({ line }) => log.push(line));
  const ended = new Promise<TrainingEnd>((done) => {
    connection.on('ended', done);
  });
  const steps = (count: number) =>
    new Promise<void>((done) => {
      waiting.push({ count, done });
    });
  return { child, progress, epochs, warnings, log, ended, steps };
}

let folders = 0;
const config = (settings = ''): string =>
  writeClouds(processes.at(`clouds-${folders++}`), settings);
const long = ['train.epochs=100000', 'evaluate.every=0'];
const train = ({ child }: Training, file: string, overrides: readonly string[] = []) =>
  child.connection.request('train', { config: file, overrides });

describe('a training in a process of its own', () => {
  it('says what it does, ends and leaves a finished run', async () => {
    const training = start();
    const { run } = await train(training, config());
    expect(await training.ended).toEqual({ outcome: 'finished' });
    expect((await training.child.ended).code).toBe(0);
    expect(training.epochs).toEqual([1, 2, 3]);
    expect((await (await openRun(run)).record()).state).toBe('finished');
    const last = training.progress.at(-1)!;
    expect(last).toMatchObject({ done: 24, total: 24, epoch: 3, epochs: 3 });
    expect(last.loss).toBeGreaterThan(0);
    expect(last.samplesPerSecond).toBeGreaterThan(0);
    expect(last.device).toMatch(/1 thread$/);
    expect(training.progress.map(({ phase }) => phase)).toContain('evaluating');
  });

  it('stops with a checkpoint and goes on in another process to the same weights', async () => {
    const whole = start();
    const file = config();
    // Enough that it still trains when it is told to stop.
    const settings = ['train.epochs=120', 'evaluate.every=0'];
    const uninterrupted = await train(whole, file, settings);
    await whole.ended;
    const first = start();
    const { run } = await train(first, file, settings);
    await first.steps(12);
    expect(await first.child.connection.request('stop', {})).toBe(true);
    expect(await first.ended).toEqual({ outcome: 'stopped' });
    await first.child.ended;
    expect((await (await openRun(run)).record()).state).toBe('stopped');
    const second = start();
    expect(await second.child.connection.request('resume', { run, config: file })).toEqual({ run });
    expect(await second.ended).toEqual({ outcome: 'finished' });
    const name = 'encoder.onnx';
    expect(readFileSync(join(run, name))).toEqual(readFileSync(join(uninterrupted.run, name)));
  });

  it('killed, leaves a run that another process goes on with', async () => {
    const first = start();
    const file = config();
    const { run } = await train(first, file, long);
    await first.steps(50);
    process.kill(first.child.pid!, 'SIGKILL');
    expect(await first.child.ended).toMatchObject({ signal: 'SIGKILL', expected: false });
    const second = start();
    await second.child.connection.request('resume', { run, config: file });
    await second.steps(1);
    expect(
      second.progress.find(({ phase, done }) => phase === 'training' && done > 0)!.done,
    ).toBeGreaterThan(8);
    await second.child.connection.request('stop', {});
    await second.ended;
  });

  it('ends when the editor is gone, with a checkpoint', async () => {
    const training = start();
    const { run } = await train(training, config(), long);
    await training.steps(10);
    const { pid } = training.child;
    await training.child.end();
    expect(isAlive(pid!)).toBe(false);
    expect(await training.child.ended).toMatchObject({ signal: null });
    const opened = await openRun(run);
    expect((await opened.record()).state).toBe('stopped');
    expect(await opened.isLive()).toBe(false);
    expect(await opened.latestCheckpoint()).toBeDefined();
  });

  it('that was asked for nothing ends with the editor as well', async () => {
    const { child } = start();
    await expect(child.connection.request('stop', {})).resolves.toBe(false);
    await child.end();
    expect(await child.ended).toMatchObject({ code: 0, signal: null });
  });

  it('does not touch a run that another process writes', async () => {
    const first = start();
    const file = config();
    const { run } = await train(first, file, long);
    const second = start();
    await expect(second.child.connection.request('resume', { run, config: file })).rejects.toThrow(
      /this run is being written by process \d+/,
    );
    await first.child.connection.request('stop', {});
    expect(await first.ended).toEqual({ outcome: 'stopped' });
  });
});

describe('what cannot be trained', () => {
  it('is told in a sentence, and makes no run', async () => {
    const training = start();
    const file = config('extra: 1\n');
    const failure = await train(training, file).catch((error: unknown) => error);
    expect(failure).toMatchObject({ failure: { code: 'input' } });
    expect(String(failure)).toMatch(/extra/);
    expect(existsSync(join(file, '../.negative-space/runs'))).toBe(false);
  });

  it('is a request without its parameters', async () => {
    const { child, log } = start();
    const wrong = child.connection.request('train', {} as never);
    await expect(wrong).rejects.toMatchObject({ failure: { code: 'defect' } });
    await expect(wrong).rejects.not.toThrow(/\n| at /);
    expect(log.join('\n')).toMatch(/ValiError/);
  });

  it('ends the training in a sentence where it shows later', async () => {
    const training = start();
    const { run } = await train(training, config(), long);
    await training.steps(10);
    renameSync(run, processes.at('removed'));
    const end = await training.ended;
    expect(end.outcome).toBe('failed');
    expect(end.sentence).toMatch(/this run was removed|is gone: put it back/);
    expect((await training.child.ended).code).toBe(0);
  });

  it('is a folder of pictures that are none; those left out are told', async () => {
    const folder = processes.at('pictures');
    mkdirSync(join(folder, 'images'), { recursive: true });
    writeFileSync(join(folder, 'images', 'a.png'), 'no picture');
    const file = join(folder, 'pictures.contrast.yaml');
    writeFileSync(file, 'data: { train: images }\n');
    await expect(train(start(), file)).rejects.toThrow(/images/);
  });
});
