// Where the time of our training step goes, kernel by kernel, in a process of its own: steps that are
// watched are slower, so that nothing else is to be read from them.
import type { RuntimeName } from '../src/engine/runtime/runtime';
import { onnxKernels } from './onnx-profiling';
import type { ReadyWork } from './ready-stepper';
import { tensorFlowKernels } from './timed-tensorflow';

export interface ProfiledSteps extends ReadyWork {
  readonly threads: number;
  readonly runtime: RuntimeName;
  /** As many again are taken before them. */
  readonly steps: number;
}

/** Prints {"kernels": KernelTime[]} on one line. */
export async function profileSteps(options: ProfiledSteps): Promise<void> {
  const kernels =
    options.runtime === 'tensorflow'
      ? await tensorFlowKernels(options)
      : await onnxKernels(options);
  process.stdout.write(`${JSON.stringify({ kernels })}\n`);
}
