// Times the steps of all contenders in turn, and then watches each one's kernels.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { inTurn, median } from './alternate';
import type { Contender, OurContender } from './gpu-contenders';
import { kernelClasses } from './kernel-classes';
import type { TimedStep } from './kernel-gap';
import type { KernelTime } from './kernel-times';
import { Peer, runOnce, type Command } from './peer';
import { peerKernels } from './peer-kernels';
import { ourCommand, profileCommand, steps, theirCommand, type StepWork } from './step-peers';
import { withFolder } from './workplace';

export interface GpuFigures extends TimedStep {
  readonly contender: Contender;
  readonly firstLoss: number;
  /** Milliseconds, round by round, in the same rounds for all. */
  readonly rounds: readonly number[];
}

interface Started {
  readonly contender: Contender;
  readonly peer: Peer;
  readonly firstLoss: number;
  /** Milliseconds of a step when it was warm. */
  readonly pace: number;
}

/** Tells of what failed, and goes on without it. */
export type Tell = (sentence: string) => void;

export function gpuFigures(
  work: StepWork,
  contenders: readonly Contender[],
  { thorough, tell }: { readonly thorough: boolean; readonly tell: Tell },
): Promise<GpuFigures[]> {
  return withFolder(async (folder) => {
    const started = await startAll(work, contenders, folder, tell);
    try {
      const slowest = Math.max(...started.map(({ pace }) => pace));
      const rounds = slowest > SLOW ? 2 : thorough ? 30 : 10;
      const times = await inTurn(
        rounds,
        started.map((one) => measureOf(one, tell)),
      );
      const figures: GpuFigures[] = [];
      for (const [i, one] of started.entries()) {
        if (times[i].some(Number.isNaN)) continue;
        const { contender, firstLoss } = one;
        const kernels = await kernelsOf(work, one, tell);
        figures.push({ contender, firstLoss, rounds: times[i], ms: median(times[i]), kernels });
      }
      return figures;
    } finally {
      for (const { peer } of started) await peer.quit();
    }
  });
}

/** Milliseconds: of a step that is waited for, of a round, and of warming up. */
const SLOW = 5000;
const ROUND = 500;
const WARM_UP = 3000;

const between = (least: number, value: number, most: number): number =>
  Math.round(Math.min(most, Math.max(least, value)));

/** Ours first: PyTorch starts with the weights and views that the first of them writes. */
async function startAll(
  work: StepWork,
  contenders: readonly Contender[],
  folder: string,
  tell: Tell,
): Promise<Started[]> {
  const started: Started[] = [];
  let given: string | undefined;
  for (const [i, contender] of contenders.entries()) {
    const own = join(folder, `${i}`);
    await mkdir(own);
    try {
      started.push(await start(contender, commandOf(work, contender, given ?? own)));
      given ??= own;
    } catch (error) {
      tell(`${nameOf(contender)} takes no part with ${work.net}: ${messageOf(error)}.`);
    }
  }
  return started;
}

/** Each of ours writes what it starts with anew: the same, for it comes from the same seeds. */
function commandOf(work: StepWork, contender: Contender, folder: string): Command {
  return 'runtime' in contender
    ? ourCommand(ourWork(work, contender), folder)
    : theirCommand(work, folder, contender.options);
}

const ourWork = (work: StepWork, { runtime, precision }: OurContender): StepWork => ({
  ...work,
  ...{ runtime, precision },
});

async function start(contender: Contender, command: Command): Promise<Started> {
  const peer = await Peer.start(command);
  try {
    const { loss: firstLoss, ms: cold } = await steps(peer, 1);
    // The first one compiled; one that took very long is enough.
    const second = cold[0] > 4 * SLOW ? cold : (await steps(peer, 1)).ms;
    const warm = await steps(peer, between(1, WARM_UP / second[0], 20));
    return { contender, peer, firstLoss, pace: median(warm.ms) };
  } catch (error) {
    await peer.quit();
    throw error;
  }
}

/** A round's median; both sides wait at its end for the loss, and with it for the device. */
function measureOf({ contender, peer, pace }: Started, tell: Tell): () => Promise<number> {
  const count = between(1, ROUND / pace, 50);
  let failed = false;
  return async () => {
    if (failed) return NaN;
    try {
      return median((await steps(peer, count)).ms);
    } catch (error) {
      failed = true;
      tell(`${nameOf(contender)} has failed: ${messageOf(error)}.`);
      return NaN;
    }
  };
}

async function kernelsOf(
  work: StepWork,
  { contender, peer, pace }: Started,
  tell: Tell,
): Promise<KernelTime[]> {
  const count = between(1, ROUND / pace, 5);
  try {
    if (!('runtime' in contender)) return peerKernels(await peer.ask(`profile ${count}`));
    await peer.quit();
    const command = profileCommand(ourWork(work, contender), count);
    return v.parse(kernelsSchema, await runOnce(command)).kernels;
  } catch (error) {
    tell(
      `The kernels of ${nameOf(contender)} with ${work.net} are not known: ${messageOf(error)}.`,
    );
    return [];
  } finally {
    await peer.quit();
  }
}

const kernelsSchema = v.object({
  kernels: v.array(
    v.object({
      kernel: v.string(),
      class: v.picklist(kernelClasses),
      ms: v.number(),
      count: v.number(),
    }),
  ),
});

export const nameOf = ({ name, precision }: Contender): string => `${name}, ${precision}`;

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);
