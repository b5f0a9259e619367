// Contradictions of synthetic negatives (`negatives.weighting: mixing`).
import type { Fault } from '../fault';
import type { RunConfig } from '../run-config';
import { conflictIf } from './conflict';

export function mixingFaults({ negatives, train }: RunConfig): Fault[] {
  if (negatives.weighting !== 'mixing') return [];
  const { mix_hardest: hardest, mix_pairs: pairs, mix_anchors: anchors } = negatives;
  const { mix_after: after } = negatives;
  return [
    ...conflictIf(
      pairs === 0 && anchors === 0,
      ['negatives', 'mix_pairs'],
      'must be above 0 where negatives.mix_anchors is 0: nothing would be mixed',
    ),
    ...conflictIf(
      pairs > 0 && hardest < 2,
      ['negatives', 'mix_hardest'],
      `(${hardest}) must be at least 2: a pair takes two`,
    ),
    ...conflictIf(
      after >= train.epochs,
      ['negatives', 'mix_after'],
      `(${after}) must be below train.epochs (${train.epochs}): mixing would never begin`,
    ),
  ];
}
