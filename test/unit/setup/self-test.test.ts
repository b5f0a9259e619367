// What the self-test makes of an addon that does not work; one that does is in tensorflow.test.ts.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { selfTest } from '../../../src/engine/setup/self-test';
import { setUpFolder } from './set-up-folder';

const place = setUpFolder();
const { signal } = new AbortController();

/** JavaScript that stands for an addon. */
function addon(source: string, name = 'addon.cjs'): string {
  const file = join(place.folder, name);
  writeFileSync(file, source);
  return file;
}

it.each([
  ['is no library', 'not a library', 'addon.node', /^TensorFlow does not run on this machine: /],
  [
    'ends its process',
    `require('fs').writeSync(2, '2026-01-01: F core/cpu_guard.cc:45] compiled to use AVX\\nmore\\n');
     process.kill(process.pid, 'SIGILL');`,
    'addon.cjs',
    /^TensorFlow ends its process on this machine \(SIGILL\): compiled to use AVX$/,
  ],
  ['leaves', 'process.exit(3)', 'addon.cjs', /\(exit code 3\): it said nothing$/],
  ['throws', 'throw new Error("no such symbol")', 'addon.cjs', /machine: no such symbol$/],
])('says so of an addon that %s', async (_, source, name, sentence) => {
  await expect(selfTest(addon(source, name), signal)).rejects.toThrow(sentence);
});

it('names the operations that compute wrongly', async () => {
  const zeros = addon(`module.exports = {
    TF_Version: '2.20.0',
    isUsingGpuDevice: () => false,
    createTensor: () => 1,
    tensorDataSync: () => new Float32Array([19, 22, 43, 50]),
    executeOp: (name, attributes, inputs, outputs) => Array.from({ length: outputs }, () => ({ id: 1 })),
  }`);
  await expect(selfTest(zeros, signal)).rejects.toThrow(
    'TensorFlow computes wrongly on this machine: a convolution, an update in place',
  );
});

it('ends when it is asked to', async () => {
  const endless = addon('for (;;);');
  const controller = new AbortController();
  const testing = selfTest(endless, controller.signal);
  controller.abort(new Error('enough'));
  await expect(testing).rejects.toThrow('enough');
});
