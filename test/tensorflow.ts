// The TensorFlow that tests run: set up in earnest by the product's own code where it is not there yet
// (20 to 60 seconds, 780 MB), in a folder of the cache that is the tests' alone, so that what `auto`
// takes elsewhere does not depend on which test ran first.
import { homedir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { InputError } from '../src/engine/input-error';
import {
  findTensorFlow,
  type TensorFlowInstallation,
} from '../src/engine/runtime/tensorflow/installation';
import { DEFAULT_VERSION } from '../src/engine/setup/edition';
import { Busy } from '../src/engine/setup/lock';
import { setUpTensorFlow } from '../src/engine/setup/set-up-tensorflow';
import { mayBeMissing } from './missing';

/** What NEGATIVE_SPACE_RUNTIMES is for the product to find this TensorFlow. */
export const testRuntimes = join(homedir(), '.cache', 'negative-space', 'test-runtimes');

/** Vitest's limit for a test or a hook in which it may be set up. */
export const SET_UP_TIMEOUT = 600_000;

/** Nothing where it cannot be brought to this machine: tests are skipped then. */
export async function tensorFlowForTests(): Promise<TensorFlowInstallation | undefined> {
  const listener = { say: () => undefined, progress: () => undefined };
  const edition = { version: DEFAULT_VERSION, variant: 'cpu' } as const;
  const options = { root: testRuntimes, signal: new AbortController().signal, listener };
  for (;;) {
    const there = findTensorFlow(testRuntimes);
    if (there) return there;
    try {
      return await setUpTensorFlow(edition, options);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      // Another test file is at it.
      if (!(error instanceof Busy)) {
        // It throws where nothing may be skipped.
        mayBeMissing(`TensorFlow could not be set up: ${error.message}`);
        return undefined;
      }
      await pause(500);
    }
  }
}
