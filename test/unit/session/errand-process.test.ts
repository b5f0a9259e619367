import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { ErrandEvents, ErrandRequests } from '../../../src/protocol/errand';
import { engineProcesses } from './engine-process';

const processes = engineProcesses();
const start = () => processes.start<ErrandRequests, ErrandEvents>('errand-process');

it('makes the sample workspace, and says how far it is', async () => {
  const { connection } = start();
  const heard: ErrandEvents['drawn'][] = [];
  connection.on('drawn', (drawn) => heard.push(drawn));
  const folder = processes.at('made', 'herbarium');
  expect(await connection.request('create', { folder })).toBe(true);
  expect(readdirSync(folder).sort()).toEqual(['herbarium.contrast.yaml', 'images', 'truth.csv']);
  expect(heard.length).toBeGreaterThan(1);
  expect(heard.at(-1)!.done).toBe(heard.at(-1)!.total);
});

it('removes what it began where it is aborted, and nothing else', async () => {
  const there = processes.at('there');
  mkdirSync(there);
  for (const folder of [processes.at('new', 'herbarium'), there]) {
    const child = start();
    const { connection } = child;
    const controller = new AbortController();
    connection.on('drawn', () => {
      controller.abort();
    });
    const aborted = connection.request('create', { folder }, controller.signal);
    await expect(aborted).rejects.toMatchObject({ failure: { code: 'aborted' } });
    await child.end();
    expect(await child.ended).toMatchObject({ code: 0 });
  }
  expect(existsSync(processes.at('new'))).toBe(false);
  expect(readdirSync(there)).toEqual([]);
});

it('leaves a folder that holds something', async () => {
  const folder = processes.at('full');
  mkdirSync(folder);
  writeFileSync(processes.at('full', 'mine.txt'), 'mine');
  await expect(start().connection.request('create', { folder })).rejects.toMatchObject({
    failure: { code: 'input', message: expect.stringMatching(/not empty/) as string },
  });
  expect(readdirSync(folder)).toEqual(['mine.txt']);
});

it('says what the machine can train on', async () => {
  const lines = await start().connection.request('hardware', {});
  expect(lines[0]).toMatch(/^Negative Space \d/);
  expect(lines.find((line) => line.startsWith('cpu'))).toMatch(/yes/);
  expect(lines.at(-1)).toMatch(/^A training takes (cpu|webgpu|tensorflow): /);
});
