// Contradictions of `train`, `optimizer` and `data`.
import type { Fault } from '../fault';
import type { RunConfig } from '../run-config';
import { conflictIf } from './conflict';

export function trainingFaults(config: RunConfig): Fault[] {
  return [...chunkFaults(config), ...rateFaults(config), ...dataFaults(config)];
}

function chunkFaults({ train }: RunConfig): Fault[] {
  const { chunk_size: chunk = 0, batch_size: batch } = train;
  const path = ['train', 'chunk_size'];
  if (chunk > batch)
    return conflictIf(true, path, `(${chunk}) must not exceed train.batch_size (${batch})`);
  return conflictIf(
    chunk > 0 && batch % chunk !== 0,
    path,
    `(${chunk}) must divide train.batch_size (${batch}): use ${largestDivisor(batch, chunk)}`,
  );
}

/** The largest divisor of `of` that is at most `limit`. */
function largestDivisor(of: number, limit: number): number {
  let divisor = limit;
  while (of % divisor !== 0) divisor--;
  return divisor;
}

function rateFaults({ optimizer, train }: RunConfig): Fault[] {
  const { warmup_epochs: warmup, final_lr: last, lr, schedule } = optimizer;
  return [
    ...conflictIf(
      warmup > train.epochs,
      ['optimizer', 'warmup_epochs'],
      `(${warmup}) must not exceed train.epochs (${train.epochs})`,
    ),
    ...conflictIf(
      schedule === 'cosine' && last > lr,
      ['optimizer', 'final_lr'],
      `(${last}) must not exceed optimizer.lr (${lr})`,
    ),
  ];
}

const dataFaults = ({ data }: RunConfig): Fault[] =>
  conflictIf(
    data.test_labels !== undefined && data.test === undefined,
    ['data', 'test_labels'],
    'labels no samples: give data.test too',
  );
