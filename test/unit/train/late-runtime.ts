// The CPU as a device that computes while the host goes on: outputs are handed out when asked for.
import type { Runtime } from '../../../src/engine/runtime/runtime';
import { cpu } from './job';

/** Told of each training step that was enqueued, and of each whose outputs are read, by number from 1. */
export interface Observer {
  readonly onEnqueue?: (step: number) => void;
  /** What it throws is what reading throws. */
  readonly onRead?: (step: number) => void;
}

export function late({ onEnqueue, onRead }: Observer = {}): Runtime {
  const real = cpu();
  let steps = 0;
  return {
    ...{ name: 'webgpu', device: 'a card', precisions: ['float32'] },
    createState: (values) => real.createState(values),
    compile: async (program) => {
      const executable = await real.compile(program);
      const isStep = 'loss' in program.outputs;
      return {
        run: (feeds, state) => executable.run(feeds, state),
        enqueue: async (feeds, state) => {
          const outputs = await executable.run(feeds, state);
          const step = isStep ? ++steps : 0;
          if (isStep) onEnqueue?.(step);
          return () => {
            if (isStep) onRead?.(step);
            return Promise.resolve(outputs);
          };
        },
        dispose: () => executable.dispose(),
      };
    },
  };
}
