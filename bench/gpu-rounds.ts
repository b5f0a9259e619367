// Times the steps of all contenders in turn, and then watches each one's kernels.
import * as v from 'valibot';
import { inTurn, median } from './alternate';
import { isOurs, nameOf, type Contender } from './gpu-contenders';
import { between, messageOf, ourWork, SLOW, startAll, type Started, type Tell } from './gpu-start';
import { kernelClasses } from './kernel-classes';
import type { TimedStep } from './kernel-gap';
import type { KernelTime } from './kernel-times';
import { runOnce } from './peer';
import { peerKernels } from './peer-kernels';
import { profileCommand, steps, type StepWork } from './step-peers';
import { withFolder } from './workplace';

export interface GpuFigures extends TimedStep {
  readonly contender: Contender;
  readonly firstLoss: number;
  /** Milliseconds, round by round, in the same rounds for all. */
  readonly rounds: readonly number[];
}

/** Milliseconds of a round of one contender. */
const ROUND = 500;

/** Of those that take part to the end. */
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
      tell(`${nameOf(contender)} has failed: ${messageOf(error)}`);
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
    if (!isOurs(contender)) return peerKernels(await peer.ask(`profile ${count}`));
    // Its memory is needed for the steps that are watched.
    await peer.quit();
    const command = profileCommand(ourWork(work, contender), count);
    return v.parse(kernelsSchema, await runOnce(command)).kernels;
  } catch (error) {
    tell(`The kernels of ${nameOf(contender)} with ${work.net} are not known: ${messageOf(error)}`);
    return [];
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
