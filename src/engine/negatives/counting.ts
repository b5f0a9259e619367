// How negatives count: the mass that a config asks for.
import type { RunConfig } from '../config/run-config';
import { input } from '../graph/sources';
import type { Comparison } from './comparison';
import { debiasedMass } from './debiased';
import { hardMass } from './hard';
import { uniformMass, type NegativeMass } from './negative-mass';
import { BETA } from './schedule';

export function negativeMass(
  comparison: Comparison,
  temperature: number,
  settings: RunConfig['negatives'],
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
    case 'mixing':
      throw new Error(`${settings.weighting} is not written yet`);
  }
}
