// Contradictions of `objective`, and what it asks of the negatives.
import type { Fault } from '../fault';
import type { RunConfig } from '../run-config';
import { conflictIf } from './conflict';

export function objectiveFaults(config: RunConfig): Fault[] {
  return [...marginFaults(config), ...sourceFaults(config), ...weightingFaults(config)];
}

function marginFaults({ objective }: RunConfig): Fault[] {
  const path = ['objective', 'margin'];
  switch (objective.name) {
    case 'triplet':
      return conflictIf(
        objective.margin === 0 && objective.mining === 'semi-hard',
        path,
        'must be above 0 for semi-hard mining: no gap lies between 0 and 0',
      );
    case 'contrastive':
      return conflictIf(
        objective.margin === 0,
        path,
        'must be above 0: without a margin no negative is pushed away',
      );
    case 'align-uniform':
      return conflictIf(
        objective.align_weight === 0 && objective.uniform_weight === 0,
        ['objective', 'uniform_weight'],
        'must be above 0 where objective.align_weight is 0: nothing is left to learn',
      );
    default:
      return [];
  }
}

/** Objectives that compare a row with each negative by itself: no mass to reweight, no keys. */
const pairwise: readonly string[] = ['triplet', 'lifted', 'contrastive', 'align-uniform'];

function sourceFaults({ objective: { name }, negatives }: RunConfig): Fault[] {
  const { from, exclude } = negatives;
  return [
    ...conflictIf(
      from !== 'batch' && (pairwise.includes(name) || name === 'n-pair'),
      ['negatives', 'from'],
      `must be batch for ${name}: ${storedReason(name, from)}`,
    ),
    ...conflictIf(
      name === 'align-uniform' && exclude.length > 0,
      ['negatives', 'exclude'],
      'must be [] for align-uniform: its uniformity is over all pairs of rows',
    ),
  ];
}

const storedReason = (name: string, from: string): string =>
  name === 'n-pair'
    ? `a ${from} holds unit rows, and its rows may be of any length`
    : `it is a loss of the batch's own rows`;

function weightingFaults({ objective, negatives, positives }: RunConfig): Fault[] {
  const { name } = objective;
  const { weighting, tau_plus: tauPlus } = negatives;
  const debiases = ['debiased', 'hard'].includes(weighting) && tauPlus > 0;
  const path = ['negatives', 'tau_plus'];
  if (pairwise.includes(name))
    return conflictIf(
      weighting !== 'uniform',
      ['negatives', 'weighting'],
      `must be uniform for ${name}: ${weighting} reweights the softmax of info-nce, decoupled, supcon and n-pair`,
    );
  return [
    ...conflictIf(
      name === 'n-pair' && weighting === 'mixing',
      ['negatives', 'weighting'],
      'cannot be mixing for n-pair: mixed negatives are unit rows, and its rows may be of any length',
    ),
    ...conflictIf(
      name === 'n-pair' && debiases,
      path,
      `(${tauPlus}) must be 0 for n-pair: the floor of the debiased mass, N·exp(−1/t), is one of cosines`,
    ),
    ...conflictIf(
      name === 'supcon' && positives.from === 'label' && debiases,
      path,
      `(${tauPlus}) must be 0 for supcon with labels: samples of the anchor's class are positives already`,
    ),
  ];
}
