// Steps as the training loop takes them: several at once where they are short.
import { setImmediate as breathe } from 'node:timers/promises';
import type { Stepper, StepResult } from '../src/engine/train/step/stepper';

export interface TakenSteps {
  /** Of each step, an even share of its run. */
  readonly ms: readonly number[];
  readonly last: StepResult;
}

/** `count` steps over the same rows, after `done` of them. */
export async function takeSteps(
  stepper: Stepper,
  rows: Uint32Array,
  { done, count }: { readonly done: number; readonly count: number },
): Promise<TakenSteps> {
  const ms: number[] = [];
  let last: StepResult = { loss: NaN };
  while (ms.length < count) {
    // As the training loop does: what a run leaves behind is freed between runs.
    await breathe();
    const together = Math.min(stepper.stride, count - ms.length);
    const steps = Array.from({ length: together }, (_, i) => ({
      rows,
      place: { step: done + ms.length + i + 1, epoch: 0, stepsPerEpoch: 1 },
    }));
    const start = performance.now();
    last = (await stepper.steps(steps)).at(-1) ?? last;
    const share = (performance.now() - start) / together;
    ms.push(...steps.map(() => share));
  }
  return { ms, last };
}
