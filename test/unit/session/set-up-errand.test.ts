// The set-up of TensorFlow as the editor starts it, from an index on this machine.
import { existsSync, readdirSync } from 'node:fs';
import { afterAll, beforeEach, expect, it, vi } from 'vitest';
import type { ErrandEvents, ErrandRequests } from '../../../src/protocol/errand';
import { hasNvidiaDriver } from '../../../src/engine/runtime/nvidia';
import { FakeIndex } from '../setup/fake-index';
import { cpuWheel, cudaWheels, gpuWheel } from '../setup/fake-wheel';
import { engineProcesses } from './engine-process';

const processes = engineProcesses();
const index = await new FakeIndex([cpuWheel(), gpuWheel(), ...cudaWheels()]).start();
afterAll(() => index.stop());
const which = { runtime: 'tensorflow' } as const;

// The process inherits them: there is no pip.
vi.stubEnv('NEGATIVE_SPACE_RUNTIMES', processes.at('runtimes'));
vi.stubEnv('PATH', '');
vi.stubEnv('PIP_INDEX_URL', index.url);

beforeEach(({ skip }) => {
  skip(process.platform !== 'linux', 'TensorFlow is set up on Linux alone');
});

it('says how far it is, and what does not run', async () => {
  const { connection } = processes.start<ErrandRequests, ErrandEvents>('errand-process');
  const [said, brought]: [string[], string[]] = [[], []];
  connection.on('said', ({ sentence }) => said.push(sentence));
  connection.on('broughtIn', ({ task }) => brought.push(task));
  await expect(connection.request('setUp', which)).rejects.toMatchObject({
    failure: {
      code: 'input',
      message: expect.stringMatching(/^TensorFlow does not run/) as string,
    },
  });
  expect(said[0]).toMatch(/^Bringing TensorFlow 2\.20\.0 by the package index 127\.0\.0\.1:\d+; /);
  expect(brought.length).toBeGreaterThan(0);
  const { freed } = await connection.request('removeSetUp', which);
  expect(freed).toBeGreaterThan(250_000);
  expect(await connection.request('removeSetUp', which)).toEqual({ freed: 0 });
});

it.skipIf(hasNvidiaDriver())('says that CUDA needs a card, and brings nothing', async () => {
  const { connection } = processes.start<ErrandRequests, ErrandEvents>('errand-process');
  const runtime = 'cuda';
  await expect(connection.request('setUp', { runtime })).rejects.toMatchObject({
    failure: { code: 'input', message: expect.stringMatching(/^CUDA needs an NVIDIA/) as string },
  });
  expect(await connection.request('removeSetUp', { runtime })).toEqual({ freed: 0 });
});

it('ends in order where it is cancelled, and leaves no installation', async () => {
  index.faults.stalls = true;
  const child = processes.start<ErrandRequests, ErrandEvents>('errand-process');
  const controller = new AbortController();
  child.connection.on('broughtIn', () => {
    controller.abort();
  });
  const aborted = child.connection.request('setUp', which, controller.signal);
  await expect(aborted).rejects.toMatchObject({ failure: { code: 'aborted' } });
  await child.end();
  expect(await child.ended).toMatchObject({ code: 0 });
  const left = readdirSync(processes.at('runtimes', 'tensorflow'));
  expect(left.filter((name) => !name.startsWith('.'))).toEqual([]);
  expect(existsSync(processes.at('runtimes', 'tensorflow', '.2.20.0-cpu.lock'))).toBe(false);
});

it('leaves nothing where what it had brought is discarded', async () => {
  index.faults.stalls = true;
  const { connection } = processes.start<ErrandRequests, ErrandEvents>('errand-process');
  const controller = new AbortController();
  connection.on('broughtIn', () => {
    controller.abort();
  });
  const aborted = connection.request('setUp', which, controller.signal);
  await expect(aborted).rejects.toMatchObject({ failure: { code: 'aborted' } });
  expect(await connection.request('discardSetUp', which)).toBe(true);
  expect(readdirSync(processes.at('runtimes', 'tensorflow'))).toEqual([]);
});
