// TensorFlow in earnest, from the package index: the whole way of the command.
import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readInstallation } from '../../../src/engine/runtime/tensorflow/installation';
import { selfTest } from '../../../src/engine/setup/self-test';
import { SET_UP_TIMEOUT, tensorFlowForTests } from '../../tensorflow';

it('is set up and computes what is known', { timeout: SET_UP_TIMEOUT }, async ({ skip }) => {
  const installation = await tensorFlowForTests();
  if (!installation) return skip('TensorFlow cannot be brought to this machine');
  expect(readInstallation(installation.folder)).toMatchObject({
    version: '2.20.0',
    variant: 'cpu',
  });
  expect(existsSync(installation.addon)).toBe(true);
  const tested = await selfTest(installation.addon, new AbortController().signal);
  expect(tested).toEqual({ version: '2.20.0', usesGpu: false });
});
