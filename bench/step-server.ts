// Our side of peers/step.py: whole training steps of the product's own stepper, by the same
// conversation on stdin and stdout, in a process of its own.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { writeNpy } from '../src/engine/dataset/write-npy';
import { openRuntime } from '../src/engine/runtime/open-runtime';
import type { RuntimeName } from '../src/engine/runtime/runtime';
import { inputShapes, type NetworkName } from './networks';
import { readyStepper, type ReadyStepper } from './ready-stepper';
import { takeSteps } from './taken-steps';
import { torchWeights } from './torch-weights';

export interface ServerOptions {
  readonly net: NetworkName;
  readonly views: number;
  readonly threads: number;
  readonly runtime: RuntimeName;
  /** Takes weights.npz and batch.npy, for PyTorch to start from. */
  readonly folder: string;
}

/** Answers `steps K` with their milliseconds, the last loss and this process' memory in bytes. */
export async function serveSteps(options: ServerOptions): Promise<void> {
  const { net, views, threads, runtime, folder } = options;
  const ready = await readyStepper(net, views, await openRuntime(runtime, { threads }));
  await writeFile(join(folder, 'weights.npz'), await torchWeights(ready.stepper));
  await writeNpy(join(folder, 'batch.npy'), [views, ...inputShapes[net]], ready.views.values);
  say(`ready ${JSON.stringify({ net, views, threads, runtime })}`);
  await answer(ready);
  await ready.stepper.dispose();
}

async function answer({ stepper, rows }: ReadyStepper): Promise<void> {
  let step = 0;
  for await (const line of createInterface({ input: process.stdin })) {
    if (line === 'quit') return;
    const count = Number(line.replace(/^steps /, ''));
    const { ms, last } = await takeSteps(stepper, rows, { done: step, count });
    step += count;
    say(JSON.stringify({ ms, loss: last.loss, rss: process.memoryUsage.rss() }));
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
