// A set-up to be killed: says where it is, and stands still at the stage that is named.
// Arguments: root, index, addon, stage.
import { setUpTensorFlow } from '../../../src/engine/setup/set-up-tensorflow';

const [root, index, addon, stage] = process.argv.slice(2);
const standStill = (): void => {
  process.stdout.write('here\n');
  // Nothing goes on in this process from here.
  setTimeout(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0), 0);
};

void setUpTensorFlow(
  { version: '2.20.0', variant: 'cpu' },
  {
    ...{ root, index, addon, signal: new AbortController().signal },
    listener: {
      say: () => undefined,
      progress: ({ task }) => {
        if (task.startsWith(stage)) standStill();
      },
    },
    freeSpace: () => Promise.resolve(1e12),
    tryIt: () => {
      if (stage === 'trying') standStill();
      return new Promise(() => undefined);
    },
  },
);
