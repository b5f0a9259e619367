// The state that a training begins with, or goes on with.
import type { RunConfig } from '../config/run-config';
import { initialValues } from '../encoder/network';
import { Random } from '../random/random';
import type { StateValue } from '../runtime/runtime';
import { checkComplete } from './checkpoint-state';
import { firstKeys } from './key-encoder';
import { BANK_ROWS, MemoryBank } from './memory-bank';
import { firstQueue } from './queue';
import type { RowRelations } from './row-relations';
import type { Encoded } from './step-plan';

type States = Readonly<Record<string, StateValue>>;

interface Setup {
  readonly config: RunConfig;
  readonly relations: RowRelations;
  /** Training samples. */
  readonly samples: number;
  /** State of a checkpoint; without it the weights are drawn from the seed. */
  readonly restored?: States | undefined;
}

export interface FirstState {
  /** For the programs. */
  readonly device: States;
  /** Stays on the host: the memory bank. */
  readonly host: States;
}

/** @throws InputError where the restored state lacks what the config needs. */
export function firstState(setup: Setup, encoded: Encoded, slots: States): FirstState {
  const { config, restored } = setup;
  const { seed } = config.train;
  const drawn = initialValues(encoded.network, (name) => Random.stream(seed, 'weights', name));
  const device = {
    ...drawn,
    ...(encoded.keys && firstKeys(encoded.keys.network, drawn)),
    ...slots,
    ...queueOf(setup, encoded.z.shape[1]),
  };
  const host = bankOf(setup, encoded.z.shape[1]);
  if (!restored) return { device, host };
  checkComplete(restored, { ...device, ...host });
  const { [BANK_ROWS]: bank, ...others } = restored;
  return { device: { ...device, ...others }, host: BANK_ROWS in host ? { [BANK_ROWS]: bank } : {} };
}

function queueOf({ config: { negatives, train }, relations }: Setup, dimensions: number): States {
  if (negatives.from !== 'queue') return {};
  return firstQueue([negatives.size, dimensions], relations, train.seed);
}

function bankOf({ config: { negatives, train }, samples }: Setup, dimensions: number): States {
  if (negatives.from !== 'memory-bank') return {};
  return { [BANK_ROWS]: MemoryBank.firstRows(samples, dimensions, train.seed) };
}
