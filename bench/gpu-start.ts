// Starts the programs of all contenders, with the same weights and views, and warms them up.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { median } from './alternate';
import { isOurs, nameOf, type Contender, type OurContender } from './gpu-contenders';
import { Peer, type Command } from './peer';
import { ourCommand, steps, theirCommand, type StepWork } from './step-peers';

export interface Started {
  readonly contender: Contender;
  readonly peer: Peer;
  readonly firstLoss: number;
  /** Milliseconds of a step when it was warm. */
  readonly pace: number;
}

/** Tells of what failed; all else goes on. */
export type Tell = (sentence: string) => void;

/** Milliseconds of a step of which few are taken. */
export const SLOW = 5000;
/** Milliseconds of warming up. */
const WARM_UP = 3000;

export const between = (least: number, value: number, most: number): number =>
  Math.round(Math.min(most, Math.max(least, value)));

/** Those that start. PyTorch takes the weights and views that one of ours has written. */
export async function startAll(
  work: StepWork,
  contenders: readonly Contender[],
  folder: string,
  tell: Tell,
): Promise<Started[]> {
  const launch = (contender: Contender, command: Command) =>
    Peer.start(command).then(
      (peer) => [{ contender, peer }],
      (error: unknown) => {
        tell(absence(contender, work, error));
        return [];
      },
    );
  const ours = contenders.filter(isOurs);
  const folders = ours.map((_, i) => join(folder, `${i}`));
  for (const own of folders) await mkdir(own);
  const ourPeers = await Promise.all(
    ours.map((one, i) => launch(one, ourCommand(ourWork(work, one), folders[i]))),
  );
  const given = folders.find((_, i) => ourPeers[i].length > 0);
  const theirPeers = await Promise.all(
    contenders.flatMap((one) =>
      isOurs(one) || given === undefined
        ? []
        : [launch(one, theirCommand(work, given, one.options))],
    ),
  );
  const started: Started[] = [];
  for (const one of [...ourPeers, ...theirPeers].flat())
    started.push(...(await warm(one, work, tell)));
  return started;
}

export const ourWork = (work: StepWork, { runtime, precision }: OurContender): StepWork => ({
  ...work,
  ...{ runtime, precision },
});

/** One after the other: each compiles and chooses kernels on a device that it has to itself. */
async function warm(
  { contender, peer }: Pick<Started, 'contender' | 'peer'>,
  work: StepWork,
  tell: Tell,
): Promise<Started[]> {
  try {
    const { loss: firstLoss, ms: cold } = await steps(peer, 1);
    // One that took very long is enough.
    const second = cold[0] > 4 * SLOW ? cold : (await steps(peer, 1)).ms;
    const { ms } = await steps(peer, between(1, WARM_UP / second[0], 20));
    return [{ contender, peer, firstLoss, pace: median(ms) }];
  } catch (error) {
    tell(absence(contender, work, error));
    await peer.quit();
    return [];
  }
}

const absence = (contender: Contender, { net }: StepWork, error: unknown): string =>
  `${nameOf(contender)} takes no part with ${net}: ${messageOf(error)}`;

export const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);
