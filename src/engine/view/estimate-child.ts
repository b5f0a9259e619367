// The process beside this one that makes estimates: the same program, started with another role.
import { fork } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { Connection } from '../../protocol/connection';
import type { EstimateEvents, EstimateRequests } from './estimate-server';

type Nothing = Record<string, never>;

/** Second argument of the program. */
export const ESTIMATING = 'estimating';

export interface EstimateChild {
  readonly connection: Connection<EstimateRequests, EstimateEvents, Nothing, Nothing>;
  /** At once, whatever it does. */
  end(): void;
}

/** It ends by itself when this process does. */
export function startEstimateChild(folder: string, onEnd: () => void): EstimateChild {
  const child = fork(process.argv[1], [folder, ESTIMATING], { serialization: 'advanced' });
  const connection = new Connection<EstimateRequests, EstimateEvents, Nothing, Nothing>({
    post: (message) => {
      if (child.connected) child.send(message as object);
    },
    listen: (listener) => {
      child.on('message', listener);
    },
  });
  const close = (): void => {
    connection.close('the process that estimates probabilities ended');
    onEnd();
  };
  child.once('exit', close);
  child.once('error', close);
  return {
    connection,
    end: () => {
      child.kill('SIGKILL');
      close();
    },
  };
}

/** Whoever waits for an answer goes before an estimate that nobody has asked for yet. */
export function giveWay(): void {
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
}
