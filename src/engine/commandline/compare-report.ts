// A comparison as a table for people, and as Markdown, CSV and JSON files.
import { join } from 'node:path';
import type { Comparison, ComparisonRow } from '../compare/comparison';
import type { Spread } from '../compare/statistics';
import { writeAtomically } from '../runs/atomic-write';
import { figure } from './figures';
import { counted, table } from './words';

/** What was asked for. */
export interface Asked {
  readonly config: string;
  readonly over: readonly string[];
  readonly set: readonly string[];
  readonly seeds: number;
}

/** Writes comparison.md, comparison.csv and comparison.json; gives their paths. */
export async function writeComparison(
  folder: string,
  comparison: Comparison,
  asked: Asked,
): Promise<string[]> {
  const files = {
    'comparison.md': markdown(comparison, asked),
    'comparison.csv': csv(comparison),
    'comparison.json': `${JSON.stringify(jsonOf(comparison, asked), null, 2)}\n`,
  };
  for (const [name, text] of Object.entries(files)) await writeAtomically(join(folder, name), text);
  return Object.keys(files).map((name) => join(folder, name));
}

/** For a terminal; the runs behind a row are counted. */
export function comparisonText({ metrics, rows }: Comparison): string {
  const paths = Object.keys(rows[0].cell);
  const lines = rows.map((row) => [
    ...Object.values(row.cell),
    ...metrics.map((metric) => spreadText(metric, row.metrics)),
    `${finishedOf(row).length}/${row.trials.length}`,
    remark(row),
  ]);
  return table([[...paths, ...metrics, 'runs', ''], ...lines]);
}

export const jsonOf = ({ metrics, rows }: Comparison, { config, over, set, seeds }: Asked) => ({
  ...{ config, over, set, seeds, metrics },
  rows: rows.map((row) => ({
    settings: row.cell,
    metrics: Object.fromEntries(
      Object.entries(row.metrics).map(([name, { mean, deviation = null, count }]) => [
        name,
        { mean, deviation, count },
      ]),
    ),
    runs: row.trials.map(({ seed, state, run = null }) => ({ seed, state, run })),
    same_as: row.sameAs ?? null,
  })),
});

function markdown({ metrics, rows }: Comparison, { config, set, seeds }: Asked): string {
  const head = [...Object.keys(rows[0].cell), ...metrics, 'runs', ''];
  const lines = rows.map((row) => [
    ...Object.values(row.cell),
    ...metrics.map((metric) => spreadText(metric, row.metrics)),
    finishedOf(row)
      .map(({ run }) => run ?? '')
      .join('<br>'),
    remark(row),
  ]);
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', String.raw`\|`)).join(' | ')} |`;
  const changed = set.length === 0 ? '' : `, with ${set.join(', ')}`;
  const spread = seeds > 1 ? ' Mean ± standard deviation (n − 1) of the last epoch.' : '';
  return `# Comparison of ${config}

${counted(seeds, 'seed')}${changed}.${spread}

${[line(head), line(head.map(() => '---')), ...lines.map(line)].join('\n')}
`;
}

function csv({ metrics, rows }: Comparison): string {
  const head = metrics.flatMap((metric) => [metric, `${metric}_deviation`]);
  const lines = rows.map((row) => [
    ...Object.values(row.cell),
    ...metrics.flatMap((metric) => {
      const { mean = '', deviation = '' } = spreadIn(metric, row.metrics) ?? {};
      return [String(mean), String(deviation)];
    }),
    String(finishedOf(row).length),
    finishedOf(row)
      .map(({ run }) => run ?? '')
      .join(' '),
  ]);
  const all = [[...Object.keys(rows[0].cell), ...head, 'finished', 'runs'], ...lines];
  return all.map((cells) => `${cells.map(quoted).join(',')}\n`).join('');
}

/** As RFC 4180 has it. */
const quoted = (cell: string): string =>
  /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;

const finishedOf = ({ trials }: ComparisonRow) =>
  trials.filter(({ state }) => state === 'finished');

function remark({ sameAs, trials }: ComparisonRow): string {
  const failed = trials.filter(({ state }) => state === 'failed').length;
  const remarks = [
    ...(sameAs === undefined ? [] : [`the runs of row ${sameAs}: the settings are the same`]),
    ...(failed === 0 ? [] : [`${failed} failed`]),
  ];
  return remarks.join('; ');
}

const spreadIn = (metric: string, metrics: ComparisonRow['metrics']): Spread | undefined =>
  metric in metrics ? metrics[metric] : undefined;

/** `71.2 ± 0.4 %`; a dash where no finished run has the metric. */
function spreadText(metric: string, metrics: ComparisonRow['metrics']): string {
  const spread = spreadIn(metric, metrics);
  if (!spread) return '–';
  const { mean, deviation } = spread;
  if (deviation === undefined) return figure(metric, mean);
  const text = `${figure(metric, mean)} ± ${figure(metric, Number(deviation.toPrecision(2)))}`;
  return text.replace(' % ±', ' ±');
}
