import { existsSync, readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readInstallation } from '../../../src/engine/runtime/tensorflow/installation';
import { discardSetUp } from '../../../src/engine/setup/discard-set-up';
import { setUpTensorFlow } from '../../../src/engine/setup/set-up-tensorflow';
import { cpuWheel } from './fake-wheel';
import { setUpFolder } from './set-up-folder';

const folder = setUpFolder();
const edition = { version: '2.20.0', variant: 'cpu' } as const;

it('leaves nothing of a set-up that failed', async () => {
  const { url } = await folder.index([cpuWheel()]);
  const fails = { ...folder.options(url), tryIt: () => Promise.reject(new Error('no')) };
  await expect(setUpTensorFlow(edition, fails)).rejects.toThrow('no');
  expect(readdirSync(`${folder.root}/tensorflow`)).toEqual(['.2.20.0-cpu.part']);
  await discardSetUp('TensorFlow', `${folder.root}/tensorflow`, '2.20.0-cpu');
  expect(readdirSync(`${folder.root}/tensorflow`)).toEqual([]);
});

it('leaves an installation as it is', async () => {
  const { url } = await folder.index([cpuWheel()]);
  const { folder: installed } = await setUpTensorFlow(edition, folder.options(url));
  await discardSetUp('TensorFlow', `${folder.root}/tensorflow`, '2.20.0-cpu');
  expect(readInstallation(installed)).toMatchObject({ version: '2.20.0' });
});

it('creates no folder where there was none', async () => {
  await discardSetUp('TensorFlow', `${folder.root}/tensorflow`, '2.20.0-cpu');
  expect(existsSync(folder.root)).toBe(false);
});
