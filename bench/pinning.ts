// Keeps a program on one core, so that two sides of a comparison have the same.
import { spawnSync } from 'node:child_process';
import type { Command } from './peer';

/** Fails where there is no taskset (not Linux) or core 0 is not ours. */
export const canPin = spawnSync('taskset', ['-c', '0', 'true']).status === 0;

/** The command on core 0, or as it is where that cannot be had. */
export function pinned({ program, arguments: list }: Command): Command {
  return canPin
    ? { program: 'taskset', arguments: ['-c', '0', program, ...list] }
    : { program, arguments: list };
}
