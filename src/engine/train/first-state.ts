// The state that a training begins with, or goes on with.
import type { RunConfig } from '../config/run-config';
import { initialValues } from '../encoder/network';
import { Random } from '../random/random';
import type { StateValue } from '../runtime/runtime';
import { checkComplete } from './checkpoint-state';
import { firstKeys } from './earlier-rows/key-encoder';
import { firstBank } from './earlier-rows/memory-bank';
import { firstQueue } from './earlier-rows/queue';
import type { Encoded } from './step/step-plan';

type States = Readonly<Record<string, StateValue>>;

interface Setup {
  readonly config: RunConfig;
  /** Training samples. */
  readonly samples: number;
  /** State of a checkpoint; without it the weights are drawn from the seed. */
  readonly restored?: States | undefined;
}

export interface FirstState {
  /** For the programs. */
  readonly device: States;
  /** Stays on the host: the stored rows. */
  readonly host: States;
}

/** @throws InputError where the restored state lacks what the config needs. */
export function firstState(setup: Setup, encoded: Encoded, slots: States): FirstState {
  const { config, restored = {} } = setup;
  const { seed } = config.train;
  const drawn = initialValues(encoded.network, (name) => Random.stream(seed, 'weights', name));
  const keys = encoded.keys && firstKeys(encoded.keys.network, drawn);
  const device = { ...drawn, ...keys, ...slots };
  const host = storedRows(setup, encoded.z.shape[1]);
  if (setup.restored) checkComplete(restored, { ...device, ...host });
  const kept = (name: string): boolean => name in host;
  return {
    device: { ...device, ...part(restored, (name) => !kept(name)) },
    host: { ...host, ...part(restored, kept) },
  };
}

function storedRows({ config, samples }: Setup, dimensions: number): States {
  const { negatives, train } = config;
  switch (negatives.from) {
    case 'batch':
      return {};
    case 'queue':
      return firstQueue(negatives.size, dimensions, train.seed);
    case 'memory-bank':
      return firstBank(samples, dimensions, train.seed);
  }
}

function part(states: States, wanted: (name: string) => boolean): States {
  return Object.fromEntries(Object.entries(states).filter(([name]) => wanted(name)));
}
