// `negative-space explain`: what each negative of an anchor does to the anchor's loss.
import type { Command } from 'commander';
import { anchorCount } from '../explain/anchor-of';
import { clampedShare } from '../explain/clamped-share';
import { explainAnchor } from '../explain/explain';
import type { Explanation } from '../explain/explanation';
import { InputError } from '../input-error';
import { defineCommand, wholeNumber } from './define-command';
import { figure } from './figures';
import { everyAnchor, givenAnchor } from './given-anchor';
import { readGivenRows } from './given-rows';
import { givenSettings } from './given-settings';
import type { Output } from './output';
import { addRowOptions, rowsInWords, type RowOptions } from './row-options';
import { percent, table } from './words';

interface Options extends RowOptions {
  readonly anchor: number;
  readonly top?: number;
}

export function addExplainCommand(program: Command, output: Output): void {
  const command = defineCommand(program, {
    usage: 'explain [config]',
    summary:
      'Show what each negative of an anchor does to the loss of that anchor alone, hardest first: its index ' +
      '(a row, or a row of the queue), cosine (for n-pair the dot product), rank, weight (where a plain negative counts 1) and gradient ' +
      '(of the loss by the cosine: above 0 it is pushed away, below 0 pulled closer). With --json a line of ' +
      `kind "negative" for each, of kind "positive" for each positive, and a last one of kind "result". ${rowsInWords}`,
    examples: [
      'explain --embeddings z.npy --anchor 3 --top 10',
      'explain hcl.contrast.yaml --set negatives.beta=2 --embeddings z.npy --anchor 0 --json',
    ],
  });
  addRowOptions(command)
    .requiredOption('--anchor <row>', 'the row to explain, from 0', wholeNumber(0, 1e9))
    .option('--top <count>', 'only so many of the hardest negatives', wholeNumber(1, 1e9))
    .action((config: string | undefined, options: Options) => explain(output, config, options));
}

async function explain(output: Output, file: string | undefined, options: Options): Promise<void> {
  const settings = await givenSettings(file, options);
  const rows = await readGivenRows(options, settings);
  const anchors = anchorCount(rows.plain, settings);
  if (options.anchor >= anchors)
    throw new InputError(`there is no anchor ${options.anchor}: there are ${anchors}, from 0`, {
      file: options.embeddings,
    });
  const explanation = explainAnchor(givenAnchor(rows, options.anchor, settings), settings);
  const share = clampedShare(everyAnchor(rows, settings), settings);
  emit(output, explanation, options, share);
  say(output, explanation, options, share);
}

interface ShownNegative {
  readonly index: number;
  readonly cosine: number;
  readonly rank: number;
  readonly weight: number;
  readonly gradient: number;
}

function shownNegatives({ negatives }: Explanation, top = Infinity): ShownNegative[] {
  const { index, cosine, weight, gradient } = negatives;
  return Array.from({ length: Math.min(top, index.length) }, (_, rank) => ({
    index: index[rank],
    cosine: cosine[rank],
    rank,
    weight: weight[rank],
    gradient: gradient[rank],
  }));
}

function emit(
  output: Output,
  explanation: Explanation,
  { anchor, top }: Options,
  share: number | undefined,
): void {
  const { loss, clamped, positives, negatives } = explanation;
  for (const positive of positives) output.emit({ kind: 'positive', ...positive });
  for (const negative of shownNegatives(explanation, top))
    output.emit({ kind: 'negative', ...negative });
  output.emit({
    kind: 'result',
    anchor,
    loss,
    clamped,
    ...(share !== undefined && { clamped_anchors: share }),
    positives: positives.length,
    negatives: negatives.index.length,
  });
}

function say(
  output: Output,
  explanation: Explanation,
  { anchor, top }: Options,
  share: number | undefined,
): void {
  const { loss, clamped, positives } = explanation;
  const number = (value: number): string => figure('', value);
  output.say(`anchor ${anchor}: loss ${number(loss)}`);
  for (const { index, cosine, gradient } of positives)
    output.say(
      `positive ${index ?? '(other view)'}: cosine ${number(cosine)}, gradient ${number(gradient)}`,
    );
  if (clamped)
    output.say('The mass of its negatives is at its floor: none of them has a gradient.');
  if (share !== undefined)
    output.say(`Anchors whose negatives are at their floor: ${percent(share)}.`);
  const heading = ['rank', 'index', 'cosine', 'weight', 'gradient'];
  const lines = shownNegatives(explanation, top).map(({ rank, index, ...numbers }) =>
    [rank, index, numbers.cosine, numbers.weight, numbers.gradient].map(number),
  );
  output.say(table([heading, ...lines]));
}
