// A training gives back what it holds on the device, however it ends.
import { describe, expect, it } from 'vitest';
import type { Runtime } from '../../../src/engine/runtime/runtime';
import { vectors } from './ending';
import { configOf, cpu, inWorkspace, trainIn } from './job';

/** A runtime that counts what it has made and not got back, and cannot compile program `failing`. */
function counting(failing = Infinity) {
  const real = cpu();
  const held = { programs: 0, states: 0 };
  let compiled = 0;
  const runtime: Runtime = {
    name: 'cpu',
    device: 'test',
    precisions: ['float32'],
    createState(values) {
      held.states += 1;
      const state = real.createState(values);
      return Object.assign(state, {
        dispose: () => {
          held.states -= 1;
        },
      });
    },
    async compile(program) {
      if (++compiled === failing) throw new Error('out of memory');
      held.programs += 1;
      const executable = await real.compile(program);
      return {
        run: (feeds, state) => executable.run(feeds, state),
        dispose: async () => {
          held.programs -= 1;
          await executable.dispose();
        },
      };
    },
  };
  return { runtime, held };
}

const whole = configOf();
const inChunks = configOf({ train: '{ epochs: 1, batch_size: 8, chunk_size: 4 }' });

describe('a training holds nothing on the device', () => {
  it.each([
    ['after it has finished', whole, Infinity],
    ['after it has finished in chunks', inChunks, Infinity],
    ['where the step does not compile', whole, 1],
    ['where the embedding does not compile', whole, 2],
    ['where the embedding of views does not compile', whole, 3],
    ['where the update of a step in chunks does not compile', inChunks, 4],
    ['where the embedding beside a step in chunks does not compile', inChunks, 5],
    ['where a figure of the evaluation does not compile', whole, 4],
  ])('%s', async (_, config, failing) => {
    const { runtime, held } = counting(failing);
    const { error } = await inWorkspace((folder) =>
      trainIn(folder, { config, data: { train: vectors }, runtime }),
    );
    expect(error).toEqual(failing === Infinity ? undefined : new Error('out of memory'));
    expect(held).toEqual({ programs: 0, states: 0 });
  });
});
