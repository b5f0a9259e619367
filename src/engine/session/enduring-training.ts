// A training that outlives its device: where that fails, and the config allows it, the run goes on
// from its last checkpoint on the next best runtime.
import type { RunConfig } from '../config/run-config';
import type { RunWriter } from '../runs/run-writer';
import { DeviceError } from '../runtime/device-error';
import { forgetSurvey } from '../runtime/remembered-survey';
import type { RuntimeName } from '../runtime/runtime';
import type { SelectedRuntime } from '../runtime/select-runtime';
import { train, type TrainingJob, type TrainingOutcome } from '../train/train';
import { recordedRuntime, sessionRuntime } from './session-runtime';

export interface EnduringJob extends TrainingJob {
  /** Gives the next best runtime; by default of this machine. */
  readonly next?: (failed: ReadonlySet<RuntimeName>) => Promise<SelectedRuntime>;
  /** Told before the training goes on with another runtime. */
  readonly onChange: (to: SelectedRuntime['runtime'], sentence: string) => void;
}

/** @throws DeviceError where the device fails and the config does not allow another. */
export async function trainEnduringly(job: EnduringJob): Promise<TrainingOutcome> {
  const failed = new Set<RuntimeName>();
  let current: TrainingJob = job;
  for (;;) {
    try {
      return await train(current);
    } catch (error) {
      if (!(error instanceof DeviceError) || !mayChange(job.config)) throw error;
      // Where the next best fails as well there is still another; the CPU is no device.
      failed.add(error.runtime);
      current = await changed(job, error, failed);
    }
  }
}

const mayChange = ({ train: { runtime, runtime_fallback: allowed } }: RunConfig): boolean =>
  allowed ?? runtime === 'auto';

const nextOf =
  (config: RunConfig) =>
  (excluded: ReadonlySet<RuntimeName>): Promise<SelectedRuntime> =>
    sessionRuntime(config, { choice: 'auto', excluded });

async function changed(
  job: EnduringJob,
  error: DeviceError,
  failed: ReadonlySet<RuntimeName>,
): Promise<TrainingJob> {
  const { config, run, next = nextOf(config) } = job;
  const selected = await next(failed);
  // The next training must find out anew what is there. A device that was too small is there still.
  if (error.fault !== 'memory') forgetSurvey();
  const checkpoint = await run.resume();
  const epoch = checkpoint?.epoch ?? 0;
  await record(run, { error, selected, epoch });
  const from = epoch === 0 ? 'from the start' : `from the checkpoint of epoch ${epoch}`;
  job.onChange(
    selected.runtime,
    `${error.message} The run goes on ${from} with ${selected.runtime.device}.`,
  );
  return { ...job, runtime: selected.runtime, checkpoint };
}

interface Change {
  readonly error: DeviceError;
  readonly selected: SelectedRuntime;
  readonly epoch: number;
}

async function record(run: RunWriter, { error, selected, epoch }: Change): Promise<void> {
  const { runtime_changes: before = [] } = await run.record();
  const change = { from: error.runtime, to: selected.runtime.name, reason: error.message };
  await run.update({
    ...recordedRuntime(selected),
    runtime_changes: [...before, { at: new Date().toISOString(), epoch, ...change }],
  });
}
