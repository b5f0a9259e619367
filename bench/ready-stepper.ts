// The product's own stepper over views that are there already.
import type { Precision } from '../src/engine/config/precision';
import type { Runtime } from '../src/engine/runtime/runtime';
import { createStepper, type Stepper } from '../src/engine/train/step/stepper';
import { comparisonConfig, inputShapes, type NetworkName } from './networks';
import { ReadyViews } from './ready-views';

export interface ReadyStepper {
  readonly stepper: Stepper;
  readonly views: ReadyViews;
  /** As many as the stepper takes in a step; which ones does not matter. */
  readonly rows: Uint32Array;
}

export interface ReadyWork {
  readonly net: NetworkName;
  readonly views: number;
  readonly precision: Precision;
}

export async function readyStepper(
  { net, views, precision }: ReadyWork,
  runtime: Runtime,
): Promise<ReadyStepper> {
  const ready = new ReadyViews(views, inputShapes[net]);
  const stepper = await createStepper({
    config: comparisonConfig(net, views / 2, { train: { precision } }),
    statistics: neutralStatistics(inputShapes[net][0]),
    views: ready,
    runtime,
  });
  return { stepper, views: ready, rows: new Uint32Array(views / 2) };
}

/** Statistics that leave the input as it is, as PyTorch's side does. */
export function neutralStatistics(channels: number) {
  return { mean: new Float32Array(channels), deviation: new Float32Array(channels).fill(1) };
}
