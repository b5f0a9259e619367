// Our side of peers/step.py: whole training steps of the product's own stepper, by the same
// conversation on stdin and stdout, in a process of its own.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { InputError } from '../src/engine/input-error';
import { writeNpy } from '../src/engine/dataset/write-npy';
import { openRuntime } from '../src/engine/runtime/open-runtime';
import type { RuntimeName } from '../src/engine/runtime/runtime';
import { inputShapes } from './networks';
import { readyStepper, type ReadyStepper, type ReadyWork } from './ready-stepper';
import { takeSteps } from './taken-steps';
import { torchWeights } from './torch-weights';

export interface ServerOptions extends ReadyWork {
  readonly threads: number;
  readonly runtime: RuntimeName;
  /** Takes weights.npz and batch.npy, for PyTorch to start from. */
  readonly folder: string;
}

/**
 * Answers `steps K` with their milliseconds and the last loss, `memory` with the bytes that this process
 * keeps when its garbage is collected.
 */
export async function serveSteps(options: ServerOptions): Promise<void> {
  const { net, views, threads, runtime, folder } = options;
  const ready = await opened(options);
  if (!ready) return;
  await writeFile(join(folder, 'weights.npz'), await torchWeights(ready.stepper));
  await writeNpy(join(folder, 'batch.npy'), [views, ...inputShapes[net]], ready.views.values);
  say(`ready ${JSON.stringify({ net, views, threads, runtime })}`);
  await answer(ready);
  await ready.stepper.dispose();
}

/** Undefined where the runtime cannot do it, which is said in its sentence. */
async function opened(options: ServerOptions): Promise<ReadyStepper | undefined> {
  try {
    const { runtime, threads } = options;
    return await readyStepper(options, await openRuntime(runtime, { threads }));
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    say(`refused ${error.message}`);
    return undefined;
  }
}

async function answer({ stepper, rows }: ReadyStepper): Promise<void> {
  let step = 0;
  for await (const line of createInterface({ input: process.stdin })) {
    if (line === 'quit') return;
    if (line === 'memory') {
      collectGarbage();
      say(JSON.stringify({ rss: process.memoryUsage.rss() }));
      continue;
    }
    const count = Number(line.replace(/^steps /, ''));
    const { ms, last } = await takeSteps(stepper, rows, { done: step, count });
    step += count;
    say(JSON.stringify({ ms, loss: last.loss }));
  }
}

/** Node tells no program how to; this is how V8 is asked without a flag of the process. */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc()');
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
