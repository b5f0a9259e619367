// Contradictions within `negatives`: how they count, and what is never one.
import type { Fault } from '../fault';
import type { RunConfig } from '../run-config';
import { annealsOf } from '../weighting-settings';
import { conflictIf, disorder } from './conflict';
import { mixingFaults } from './mixing';

export function negativesFaults(config: RunConfig): Fault[] {
  return [
    ...queueFaults(config),
    ...exclusionFaults(config),
    ...annealFaults(config),
    ...ringFaults(config),
    ...bandFaults(config),
    ...mixingFaults(config),
  ];
}

function queueFaults({ negatives, train }: RunConfig): Fault[] {
  if (negatives.from !== 'queue') return [];
  const { size } = negatives;
  const { batch_size: batch } = train;
  const nearest = Math.max(1, Math.round(size / batch)) * batch;
  return conflictIf(
    size % batch !== 0,
    ['negatives', 'size'],
    `(${size}) must be a multiple of train.batch_size (${batch}): use ${nearest}`,
  );
}

function exclusionFaults({ negatives, objective, positives }: RunConfig): Fault[] {
  const { from, weighting, tau_plus: tauPlus, exclude } = negatives;
  const debiases = ['debiased', 'hard'].includes(weighting) && tauPlus > 0;
  // With labels under supcon the objective's own sentence says as much.
  const said =
    objective.name === 'n-pair' || (objective.name === 'supcon' && positives.from === 'label');
  return [
    ...conflictIf(
      from !== 'queue' && exclude.includes('sample'),
      ['negatives', 'exclude', exclude.indexOf('sample')],
      `is for a queue alone: of a ${from} the anchor's own sample is never a negative`,
    ),
    ...conflictIf(
      debiases && exclude.includes('label') && !said,
      ['negatives', 'tau_plus'],
      `(${tauPlus}) must be 0 where negatives.exclude has label: no false negatives are left to correct for`,
    ),
  ];
}

function annealFaults({ negatives: { anneal, weighting } }: RunConfig): Fault[] {
  const words = annealsOf(weighting);
  return conflictIf(
    !words.includes(anneal),
    ['negatives', 'anneal'],
    `cannot be ${anneal} for ${weighting} negatives: use ${words.join(', ')}`,
  );
}

function ringFaults({ negatives: { weighting, lower, upper } }: RunConfig): Fault[] {
  return conflictIf(
    weighting === 'ring' && lower >= upper,
    ['negatives', 'lower'],
    `(${lower}) must be below negatives.upper (${upper}): nothing lies between`,
  );
}

function bandFaults({ negatives: { weighting, keep, drop } }: RunConfig): Fault[] {
  if (weighting !== 'band') return [];
  const path = ['negatives', keep ? 'keep' : 'drop'];
  if (keep && drop)
    return conflictIf(true, ['negatives', 'drop'], 'cannot stand beside negatives.keep: give one');
  const [low, high] = keep ?? drop ?? [0, 0];
  if (!keep && !drop)
    return conflictIf(
      true,
      ['negatives', 'weighting'],
      'is band: say which, with negatives.keep or negatives.drop',
    );
  return [
    ...disorder(path, [low, high]),
    ...conflictIf(low === high, path, `is empty: nothing lies between ${low} and ${high}`),
    ...conflictIf(
      drop !== undefined && low === 0 && high === 100,
      path,
      'leaves no negatives: drop less than [0, 100]',
    ),
  ];
}
