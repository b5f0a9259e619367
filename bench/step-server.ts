// Our side of peers/step.py: whole training steps of the product's own stepper, by the same
// conversation on stdin and stdout, in a process of its own.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { writeNpy } from '../src/engine/dataset/write-npy';
import { openRuntime } from '../src/engine/runtime/open-runtime';
import { createStepper, type Stepper } from '../src/engine/train/step/stepper';
import { comparisonConfig, inputShapes, type NetworkName } from './networks';
import { ReadyViews } from './ready-views';
import { takeSteps } from './taken-steps';
import { torchWeights } from './torch-weights';

export interface ServerOptions {
  readonly net: NetworkName;
  readonly views: number;
  readonly threads: number;
  readonly runtime: 'cpu' | 'tensorflow';
  /** Takes weights.npz and batch.npy, for PyTorch to start from. */
  readonly folder: string;
}

/** Answers `steps K` with their milliseconds, the last loss and this process' memory in bytes. */
export async function serveSteps(options: ServerOptions): Promise<void> {
  const { net, views, threads, runtime, folder } = options;
  const ready = new ReadyViews(views, inputShapes[net]);
  const stepper = await createStepper({
    config: comparisonConfig(net, views / 2),
    statistics: neutralStatistics(inputShapes[net][0]),
    views: ready,
    runtime: await openRuntime(runtime, { threads }),
  });
  await writeFile(join(folder, 'weights.npz'), await torchWeights(stepper));
  await writeNpy(join(folder, 'batch.npy'), [views, ...inputShapes[net]], ready.values);
  say(`ready ${JSON.stringify({ net, views, threads, runtime })}`);
  await answer(stepper, new Uint32Array(views / 2));
  await stepper.dispose();
}

async function answer(stepper: Stepper, rows: Uint32Array): Promise<void> {
  let step = 0;
  for await (const line of createInterface({ input: process.stdin })) {
    if (line === 'quit') return;
    const count = Number(line.replace(/^steps /, ''));
    const { ms, last } = await takeSteps(stepper, rows, { done: step, count });
    step += count;
    say(JSON.stringify({ ms, loss: last.loss, rss: process.memoryUsage.rss() }));
  }
}

/** Statistics that leave the input as it is, as PyTorch's side does. */
export function neutralStatistics(channels: number) {
  return { mean: new Float32Array(channels), deviation: new Float32Array(channels).fill(1) };
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
