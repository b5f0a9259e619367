// Steps as the training loop takes them: several at once where they are short, and begun before the
// results of those before are read where the device computes on its own.
import { setImmediate as breathe } from 'node:timers/promises';
import type { Stepper, StepResult, TakenStep } from '../src/engine/train/step/stepper';

export interface TakenSteps {
  /** Of each step, an even share of the time until its results were known, with others or alone. */
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
  let start = 0;
  const note = (taken: readonly TakenStep[]): void => {
    const end = performance.now();
    ms.push(...taken.map(() => (end - start) / taken.length));
    if (taken.length > 0) start = end;
    last = taken.at(-1)?.result ?? last;
  };
  for (let begun = 0; begun < count;) {
    // As the training loop does: what a run leaves behind is freed between runs.
    await breathe();
    if (begun === ms.length) start = performance.now();
    const together = Math.min(stepper.stride, count - begun);
    const steps = Array.from({ length: together }, (_, i) => ({
      rows,
      place: { step: done + begun + i + 1, epoch: 0, stepsPerEpoch: 1 },
    }));
    begun += together;
    note(await stepper.begin(steps));
  }
  note(await stepper.settle());
  return { ms, last };
}
