// An anchor's hardest negatives as people read them, and as objects for programs.
import type { AnchorReport, FlagQuality, NegativeReport } from '../../protocol/run-view';
import { figure } from './figures';
import type { Output } from './output';
import { counted, percent, table } from './words';

export interface ShownReport {
  /** Its id. */
  readonly run: string;
  readonly anchor: AnchorReport;
  readonly quality: FlagQuality | undefined;
  /** Of the samples. */
  readonly names: readonly string[];
  readonly classes: readonly string[];
  readonly labels: Int32Array | undefined;
}

/** A line of kind "negative" for each, and a last one of kind "result". */
export function emitReport(output: Output, report: ShownReport): void {
  const { run, anchor, quality } = report;
  for (const { gradientShare, ...negative } of anchor.negatives)
    output.emit({
      kind: 'negative',
      ...named(report, negative.index),
      ...negative,
      gradient_share: gradientShare,
    });
  output.emit({
    kind: 'result',
    ...{ run, epoch: anchor.epoch, index: anchor.index },
    ...named(report, anchor.index),
    ...(anchor.viewCosine !== undefined && { view_cosine: anchor.viewCosine }),
    negatives: anchor.negativesCount,
    flagged: anchor.flagged,
    threshold: anchor.threshold,
    clamped: anchor.clamped,
    provisional: anchor.provisional,
    tau_plus: anchor.assumed?.tauPlus,
    tau_plus_from: anchor.assumed?.from,
    histogram: [...anchor.histogram],
    nearest_labels: byClass(report),
    ...(quality && { quality: inSnakeCase(quality) }),
  });
}

export function sayReport(output: Output, report: ShownReport): void {
  const { run, anchor, names } = report;
  const { negatives, viewCosine, negativesCount } = anchor;
  const views = viewCosine === undefined ? '' : `; its two views: cosine ${number(viewCosine)}`;
  output.say(`${names[anchor.index]}, epoch ${anchor.epoch} of ${run}${views}`);
  if (anchor.clamped)
    output.say('The mass of its negatives is at its floor: none of them has a gradient.');
  output.say(`The hardest of ${counted(negativesCount, 'negative')}:`);
  output.say(table([heading(report), ...negatives.map((negative) => cells(report, negative))]));
  for (const negative of negatives.filter(({ flagged }) => flagged))
    sayWhy(output, report, negative);
  output.say('');
  output.say(assumption(anchor));
  if (report.quality) output.say(confirmation(report.quality));
}

function heading({ labels }: ShownReport): string[] {
  const columns = [
    'rank',
    'cosine',
    'weight',
    'gradient',
    'probability',
    '80 % band',
    '',
    'negative',
  ];
  return labels ? [...columns, 'label'] : columns;
}

function cells(report: ShownReport, negative: NegativeReport): string[] {
  const { index, rank, cosine, weight, gradientShare, probability, band, flagged } = negative;
  const { name, label = '–' } = named(report, index);
  const shown = [
    String(rank),
    cosine.toFixed(3),
    number(weight),
    percent(gradientShare),
    probability === undefined ? '' : percent(probability),
    band?.map((edge) => (100 * edge).toFixed(0)).join(' … ') ?? '',
    flagged ? 'flag' : '',
    name,
  ];
  return report.labels ? [...shown, label] : shown;
}

function sayWhy(output: Output, report: ShownReport, negative: NegativeReport): void {
  const marks = { for: '+', against: '−', neither: '·' };
  output.say('');
  output.say(`Why ${report.names[negative.index]} may be a false negative:`);
  for (const { speaks, sentence } of negative.reasons) output.say(`  ${marks[speaks]} ${sentence}`);
}

const origins = {
  config: 'the config’s tau_plus',
  classes: '1 / the number of classes',
  default: 'nothing says more',
};

function assumption({ assumed, provisional, threshold, flagged }: AnchorReport): string {
  const share = assumed
    ? ` They assume that ${percent(assumed.tauPlus)} of all pairs are of one class (${origins[assumed.from]}).`
    : '';
  const caution = provisional ? ' They are provisional until some 50 pairs are reviewed.' : '';
  return `${counted(flagged, 'flag')}: probabilities from ${percent(threshold)} on.${share}${caution}`;
}

function confirmation({
  auroc,
  calibrationError,
  precision,
  flaggedPairs,
  anchors,
}: FlagQuality): string {
  const right =
    flaggedPairs === 0
      ? 'none is flagged'
      : `${percent(precision)} of ${flaggedPairs} flags are right`;
  return `By the labels, among the 20 nearest of ${counted(anchors, 'anchor')}: AUROC ${auroc.toFixed(2)}, calibration error ${calibrationError.toFixed(2)}, ${right}.`;
}

function named(
  { names, labels, classes }: ShownReport,
  row: number,
): { readonly name: string; readonly label?: string } {
  const label = labels?.[row] ?? -1;
  return { name: names[row], ...(label >= 0 && { label: classes[label] }) };
}

function byClass({ anchor, classes }: ShownReport): Record<string, number> {
  const entries = Object.entries(anchor.nearestLabels);
  return Object.fromEntries(entries.map(([label, count]) => [classes[Number(label)], count]));
}

function inSnakeCase({ calibrationError, flaggedPairs, ...quality }: FlagQuality) {
  return { ...quality, calibration_error: calibrationError, flagged_pairs: flaggedPairs };
}

const number = (value: number): string => figure('', value);
