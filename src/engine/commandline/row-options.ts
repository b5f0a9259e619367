// The options of commands that are given rows instead of an encoder: `loss` and `explain`.
import { Option, type Command } from 'commander';
import { setOption } from './define-command';

export interface RowOptions {
  readonly embeddings: string;
  readonly views: '1' | '2';
  readonly labels?: string;
  readonly queue?: string;
  readonly pairs?: string;
  readonly mix?: string;
  readonly set: readonly string[];
}

/** What the help of both commands says of the rows and of the settings. */
export const rowsInWords =
  'Rows 0 … B−1 are first views (queries), rows B … 2B−1 the second views (keys) of the same samples, of any length. ' +
  'Settings count as they are written: what a training anneals has its final value, and mixing has begun. ' +
  'Where something is drawn (mixing, distance-weighted triplets) it is drawn from train.seed.';

export function addRowOptions(command: Command): Command {
  return command
    .requiredOption('--embeddings <file>', '.npy of shape [2B, dimensions]')
    .addOption(
      new Option(
        '--views <number>',
        '2: second views follow the first; 1: every row is a sample of its own, of shape [n, dimensions]',
      )
        .choices(['1', '2'])
        .default('2'),
    )
    .option(
      '--labels <file>',
      '.npy of classes, one a sample [B] or one a row, with a queue [B + K] too, the last K being the queue’s; ' +
        'rows of a class are positives of each other for supcon, triplet, lifted and contrastive, and kin for ' +
        'negatives.exclude=[label]; other objectives say how many negatives are false',
    )
    .option(
      '--queue <file>',
      '.npy of shape [K, dimensions], of any length: the negatives, in place of the batch; the first views are ' +
        'the anchors. Of a memory bank they are the rows that were drawn',
    )
    .option(
      '--pairs <file>',
      'CSV with the header first,second or first,second,similar: numbers of rows of --embeddings, from 0, and 1 ' +
        '(default) or 0. For contrastive they are the pairs that count; for supcon, triplet and lifted all rows ' +
        'that similar pairs connect are positives of each other',
    )
    .option('--mix <file>', 'JSON of the draws of mixing; default: drawn from train.seed')
    .addOption(setOption());
}

/** The files that a command reads, which it must not write. */
export function sourcesOf({ embeddings, labels, queue, pairs, mix }: RowOptions): string[] {
  return [embeddings, labels, queue, pairs, mix].filter((file) => file !== undefined);
}
