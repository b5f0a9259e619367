// Contradictions of `positives`, and of the encoders that their inputs need.
import type { Fault } from '../fault';
import type { RunConfig } from '../run-config';
import { conflictIf, disorder } from './conflict';

export function positivesFaults(config: RunConfig): Fault[] {
  return [...intervalFaults(config), ...secondInputFaults(config)];
}

function intervalFaults({ positives }: RunConfig): Fault[] {
  const { crop, ratio, blur_sigma, erase_area } = positives;
  return Object.entries({ crop, ratio, blur_sigma, erase_area }).flatMap(([name, interval]) =>
    disorder(['positives', name], interval),
  );
}

function secondInputFaults(config: RunConfig): Fault[] {
  const { positives, data, negatives, second_encoder: second } = config;
  const { from } = positives;
  return [
    ...conflictIf(
      second !== undefined && !hasTwoEncoders(config),
      ['second_encoder'],
      `encodes nothing: positives from ${from} have one input; remove it, or set positives.from to aligned or channels`,
    ),
    ...conflictIf(
      hasTwoEncoders(config) && negatives.from !== 'batch',
      ['negatives', 'from'],
      `must be batch where positives are from ${from}: two encoders learn from each other, and a ${negatives.from} holds the rows of one`,
    ),
    ...conflictIf(
      from === 'channels' && data.channels === 1,
      ['data', 'channels'],
      'must be 3 where positives are from channels: gray pictures have no colour to learn from',
    ),
  ];
}

const hasTwoEncoders = ({ positives: { from } }: RunConfig): boolean =>
  from === 'aligned' || from === 'channels';
