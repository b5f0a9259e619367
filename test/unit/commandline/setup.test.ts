// The command `setup`, as it is built, with an index on this machine.
import { readdirSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, it, vi } from 'vitest';
import { hasNvidiaDriver } from '../../../src/engine/runtime/nvidia';
import { FakeIndex } from '../setup/fake-index';
import { cpuWheel } from '../setup/fake-wheel';
import { builtProgram, ending, jsonLines } from './built-program';

const runtimes = join(tmpdir(), `runtimes-${process.pid}`);
// The program inherits them: there is no pip.
vi.stubEnv('NEGATIVE_SPACE_RUNTIMES', runtimes);
vi.stubEnv('PATH', '');
vi.stubEnv('PIP_INDEX_URL', undefined);
const program = builtProgram();
const index = await new FakeIndex([cpuWheel()]).start();
afterAll(async () => {
  await index.stop();
  rmSync(runtimes, { recursive: true, force: true });
});
const args = ['setup', 'tensorflow', '--cpu', '--index', index.url];

beforeEach(({ skip }) => {
  skip(process.platform !== 'linux', 'TensorFlow is set up on Linux alone');
});

it('refuses what does not run on this machine, and does not take it', async () => {
  const { code, stderr } = await program.run(...args);
  expect({ code, stderr }).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/^TensorFlow does not run on this machine: .*\n$/) as string,
  });
  expect(readdirSync(join(runtimes, 'tensorflow'))).toEqual(['.2.20.0-cpu.part']);
});

it('stops at Ctrl+C, and says that the next one goes on', async () => {
  await program.succeed('setup', 'tensorflow', '--remove');
  index.faults.stalls = true;
  const child = program.start(...args, '--json');
  const ended = ending(child);
  await once(child.stdout!, 'data');
  child.kill('SIGINT');
  const { code, stdout, stderr } = await ended;
  expect(code).toBe(130);
  expect(stderr).toMatch(
    /^Stopping\. What is downloaded is kept; the next set-up goes on from it\./,
  );
  const lines = jsonLines(stdout);
  expect(lines[0]).toMatchObject({ kind: 'progress', task: 'downloading tensorflow-cpu' });
  expect(lines.at(-1)).toEqual({ error: 'stopped by SIGINT' });
});

it('removes what a set-up left, and says what that freed', async () => {
  index.faults.stalls = false;
  await program.run(...args);
  expect(await program.result('setup', 'tensorflow', '--remove', '--cpu')).toMatchObject({
    kind: 'result',
    removed: ['2.20.0-cpu'],
    freed: expect.any(Number) as number,
  });
  expect(await program.succeed('setup', 'tensorflow', '--remove')).toBe(
    'There was nothing to remove.\n',
  );
});

it.each([
  [
    ['--version', '2.9.1'],
    /^TensorFlow 2\.9\.1 cannot be used: give a version from 2\.12 to 2\.21/,
  ],
  [['--version', '2.13.0', '--gpu'], /^TensorFlow 2\.13\.0 does not say which CUDA libraries/],
  [['--cpu', '--gpu'], /'--cpu' cannot be used with option '--gpu'/],
  [['--cpu', '--index', 'mirror'], /^"mirror" is no address of a package index/],
  [['--remove', '--index', 'http://a'], /^--index says where to bring TensorFlow from: leave it/],
  [['--cpu'], /^there is no pip on the PATH to bring TensorFlow with: install pip, or name/],
])('refuses %j with a sentence', async (more, sentence) => {
  const { code, stderr } = await program.run('setup', 'tensorflow', ...more);
  expect(stderr).toMatch(sentence);
  expect(code).toBe(2);
});

it.each([
  [['--cpu'], /^CUDA for ONNX Runtime is for graphics cards, and its version is ONNX Runtime’s/],
  [['--version', '1.30.0'], /leave --cpu and --version out/],
  [['--remove', '--index', 'http://a'], /^--index says where to bring CUDA for ONNX Runtime from/],
  [['--gpu'], /^there is no pip on the PATH to bring CUDA for ONNX Runtime with: install pip/],
])('refuses %j of CUDA with a sentence', async (more, sentence) => {
  const { code, stderr } = await program.run('setup', 'cuda', ...more);
  expect(stderr).toMatch(sentence);
  expect(code).toBe(2);
});

it.skipIf(hasNvidiaDriver())('brings no CUDA to a machine without a card', async () => {
  const { code, stderr } = await program.run('setup', 'cuda', '--index', index.url);
  expect(stderr).toMatch(/^CUDA needs an NVIDIA graphics card, and no driver of one is loaded/);
  expect(code).toBe(2);
  expect(await program.succeed('setup', 'cuda', '--remove')).toBe('There was nothing to remove.\n');
});

it('refuses another runtime', async () => {
  const { code, stderr } = await program.run('setup', 'pytorch');
  expect(stderr).toMatch(/'pytorch' is invalid.*Allowed choices are tensorflow, cuda/);
  expect(code).toBe(2);
});
