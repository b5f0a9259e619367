// Steps of small trainings in a precision, and what they leave of the state.
import type { RunConfig } from '../../../src/engine/config/run-config';
import type { Dataset } from '../../../src/engine/dataset/dataset';
import { batchRows } from '../../../src/engine/train/data/epoch-order';
import { inputStatistics } from '../../../src/engine/train/data/input-statistics';
import { findRelations } from '../../../src/engine/train/relations/find-relations';
import {
  createStepper,
  type Stepper,
  type StepResult,
} from '../../../src/engine/train/step/stepper';
import { datasetViews } from '../../../src/engine/train/views/dataset-views';
import { cpu } from './job';

export type Values = Readonly<Record<string, Float32Array>>;

export const SCALE = 'loss-scaling.scale';
export const GOOD_STEPS = 'loss-scaling.good-steps';

/** Calls `body` with a stepper, and a function that takes step `step` (from 1). */
export async function withStepper<T>(
  config: RunConfig,
  dataset: Dataset,
  body: (stepper: Stepper, step: (step: number) => Promise<StepResult>) => Promise<T>,
): Promise<T> {
  const runtime = cpu();
  const statistics = await inputStatistics(dataset);
  const views = datasetViews(dataset, config, statistics);
  const data = { train: dataset };
  const note = (sentence: string): never => {
    throw new Error(sentence);
  };
  const relations = await findRelations({ config, data, runtime, partnered: false, note });
  const stepper = await createStepper({ config, statistics, views, runtime, relations });
  try {
    return await body(stepper, (step) => {
      const rows = batchRows(dataset.length, config.train.batch_size, 1, 0, step - 1);
      return stepper.step(rows, { step, epoch: 0, stepsPerEpoch: 4 });
    });
  } finally {
    await stepper.dispose();
  }
}

/** Copies of all of the state, with what is kept on the host. */
export async function valuesOf({ state, host }: Stepper): Promise<Values> {
  const device = state.names.map(
    async (name) => [name, (await state.read(name)) as Float32Array] as const,
  );
  const kept = Object.entries(host).map(([name, { data }]) => [name, data.slice()] as const);
  return Object.fromEntries([...(await Promise.all(device)), ...kept]) as Values;
}

/** ‖a − b‖ / ‖b‖ over all tensors of a name that `wanted` takes. */
export function distance(a: Values, b: Values, wanted: (name: string) => boolean): number {
  let [apart, size] = [0, 0];
  for (const name of Object.keys(b).filter(wanted)) {
    b[name].forEach((value, i) => {
      apart += (a[name][i] - value) ** 2;
      size += value ** 2;
    });
  }
  return Math.sqrt(apart / size);
}
