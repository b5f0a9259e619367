// How negatives count: the mass that a config asks for.
import type { RunConfig } from '../config/run-config';
import { input } from '../graph/sources';
import { annealsUpper } from './annealing';
import { band } from './band';
import type { Comparison, Counted } from './comparison';
import { debiasedMass } from './debiased';
import { hardMass } from './hard';
import { mixSizes } from './mix-draws';
import { mixedMass } from './mixing';
import { uniformMass, type NegativeMass } from './negative-mass';
import { ring } from './ring';
import { BETA, MIXING, UPPER } from './schedule';

type Settings = RunConfig['negatives'];

/** Inputs: those of `schedule.ts`, and those of `mix-draws.ts` where negatives are mixed. */
export function negativeMass(
  comparison: Comparison,
  temperature: number,
  settings: Settings,
): NegativeMass {
  const { tau_plus: tauPlus, detach_weights: detachWeights } = settings;
  switch (settings.weighting) {
    case 'uniform':
      return uniformMass(comparison, temperature);
    case 'debiased':
      return debiasedMass(comparison, { temperature, tauPlus });
    case 'hard':
      return hardMass(comparison, { temperature, tauPlus, detachWeights, beta: input(BETA, []) });
    case 'ring':
    case 'band':
      return uniformMass(selectNegatives(comparison, settings), temperature);
    case 'mixing':
      return mixedMass(comparison, { temperature, ...mixOf(comparison, settings) });
  }
}

/** The negatives that count at all: fewer of them for ring and band, else all. */
function selectNegatives(comparison: Comparison, settings: Settings): Counted {
  const { lower } = settings;
  switch (settings.weighting) {
    case 'ring': {
      const upper = annealsUpper(settings) ? input(UPPER, []) : settings.upper;
      return ring(comparison, { lower, upper });
    }
    case 'band':
      return band(comparison, settings);
    default:
      return comparison;
  }
}

function mixOf({ cosines: { shape } }: Comparison, settings: Settings) {
  const [anchors, negatives] = shape;
  const stored = settings.from !== 'batch';
  return { ...mixSizes(settings, { anchors, negatives }), stored, active: input(MIXING, []) };
}
