// Both sides of a step comparison as programs to talk to, with the same weights and views.
import { join } from 'node:path';
import * as v from 'valibot';
import type { Precision } from '../src/engine/config/precision';
import type { RuntimeName } from '../src/engine/runtime/runtime';
import { Peer, type Command } from './peer';
import { pinned } from './pinning';
import { hasPyTorch, pyTorch } from './pytorch';
import type { NetworkName } from './networks';
import { withFolder } from './workplace';

const stepsSchema = v.object({
  ms: v.array(v.number()),
  loss: v.number(),
});

export type StepsAnswer = v.InferOutput<typeof stepsSchema>;

export interface StepWork {
  readonly net: NetworkName;
  readonly threads: number;
  /** In a step, an even number; 128 by default. */
  readonly views?: number;
  /** Of ours; by default ONNX Runtime's CPU. */
  readonly runtime?: RuntimeName;
  /** Of ours; by default float32. */
  readonly precision?: Precision;
}

export const VIEWS = 128;

/** In a round of a network whose steps take milliseconds: as in a training, without a pause. */
export const SHORT_STEPS = 256;

interface Sides {
  readonly ours: Peer;
  /** Missing where PyTorch is not installed, or not asked for. */
  readonly theirs?: Peer;
}

/** Starts both sides, ours alone where `alone`, and ends them afterwards. */
export function withStepPeers<T>(
  work: StepWork,
  use: (sides: Sides) => Promise<T>,
  { alone = !hasPyTorch } = {},
): Promise<T> {
  return withFolder(async (folder) => {
    const ours = await Peer.start(ourCommand(work, folder));
    try {
      if (alone) return await use({ ours });
      const theirs = await Peer.start(theirCommand(work, folder));
      return await use({ ours, theirs }).finally(() => theirs.quit());
    } finally {
      await ours.quit();
    }
  });
}

export async function steps(peer: Peer, count: number): Promise<StepsAnswer> {
  return v.parse(stepsSchema, await peer.ask(`steps ${count}`));
}

/** Writes the weights and views with which theirs starts. */
export function ourCommand(work: StepWork, folder: string): Command {
  return ours('serve-steps', work, ['--folder', folder]);
}

/** Says where the time of our step goes, the mean over so many steps (profile-steps.ts). */
export function profileCommand(work: StepWork, count: number): Command {
  return ours('profile-steps', work, ['--steps', `${count}`]);
}

function ours(command: string, work: StepWork, more: readonly string[]): Command {
  const { runtime = 'cpu', precision = 'float32' } = work;
  const own = ['--runtime', runtime, '--precision', precision];
  const list = [__filename, command, ...options(work), ...own, ...more];
  return placed({ program: process.execPath, arguments: list }, work);
}

/** With `more` options of peers/step.py. */
export function theirCommand(
  work: StepWork,
  folder: string,
  more: readonly string[] = [],
): Command {
  const start = [
    ...more,
    ...['--weights', join(folder, 'weights.npz')],
    ...['--batch-data', join(folder, 'batch.npy')],
  ];
  return placed(pyTorch('step.py', [...options(work), ...start]), work);
}

function options({ net, threads, views = VIEWS }: StepWork): string[] {
  return ['--net', net, '--views', `${views}`, '--threads', `${threads}`];
}

/** What has one thread has one core, the same for both. */
function placed(command: Command, { threads }: StepWork): Command {
  return threads === 1 ? pinned(command) : command;
}
