// The result of a comparison: for each cell its runs, and mean and spread of its metrics.
import { nearestName } from '../config/nearest-name';
import { InputError } from '../input-error';
import type { Cell } from './grid';
import { spreadOf, type Spread } from './statistics';

/** What became of a cell with one seed. */
export interface TrialResult {
  readonly cell: Cell;
  readonly seed: number;
  readonly fingerprint: string;
  /** `missing` where no run was made. */
  readonly state: 'finished' | 'stopped' | 'failed' | 'missing';
  /** Id of the run. */
  readonly run?: string;
  /** The last value of each metric. */
  readonly figures: Readonly<Record<string, number>>;
}

export interface ComparisonRow {
  readonly cell: Cell;
  readonly trials: readonly TrialResult[];
  /** Over the finished runs; none of a metric that none of them has. */
  readonly metrics: Readonly<Record<string, Spread>>;
  /** The first row, from 1, that is of the same runs, for its settings differ in name only. */
  readonly sameAs?: number;
}

export interface Comparison {
  readonly metrics: readonly string[];
  readonly rows: readonly ComparisonRow[];
}

/** Metrics of the table where none are asked for: those of them that a run has. */
const usual = ['loss', 'knn_top1', 'probe_top1'];

/** @throws InputError where a run is finished, and none has a metric that is asked for. */
export function compareTrials(
  cells: readonly Cell[],
  trials: readonly TrialResult[],
  wanted: readonly string[],
): Comparison {
  const finished = trials.filter(({ state }) => state === 'finished');
  const known = [...new Set(finished.flatMap(({ figures }) => Object.keys(figures)))];
  if (finished.length > 0) for (const metric of wanted) checkKnown(metric, known);
  const metrics = wanted.length > 0 ? wanted : usual.filter((name) => known.includes(name));
  const rows = cells.map((cell) => rowOf(cell, trials, metrics));
  return { metrics, rows: rows.map((row, i) => ({ ...row, ...sameAs(row, rows.slice(0, i)) })) };
}

function rowOf(cell: Cell, all: readonly TrialResult[], metrics: readonly string[]): ComparisonRow {
  const trials = all.filter((trial) => trial.cell === cell);
  const finished = trials.filter(({ state }) => state === 'finished');
  const spreads = metrics.flatMap((metric): [string, Spread][] => {
    const values = finished.flatMap(({ figures }) => (metric in figures ? [figures[metric]] : []));
    return values.length === 0 ? [] : [[metric, spreadOf(values)]];
  });
  return { cell, trials, metrics: Object.fromEntries(spreads) };
}

function sameAs(
  row: ComparisonRow,
  before: readonly ComparisonRow[],
): { readonly sameAs?: number } {
  const settings = fingerprints(row);
  const index = before.findIndex((other) => fingerprints(other) === settings);
  return index < 0 ? {} : { sameAs: index + 1 };
}

const fingerprints = ({ trials }: ComparisonRow): string =>
  trials.map(({ fingerprint }) => fingerprint).join();

function checkKnown(metric: string, known: readonly string[]): void {
  if (known.includes(metric)) return;
  const nearest = nearestName(metric, known);
  const hint = nearest ? `did you mean "${nearest}"?` : `there are ${known.join(', ')}`;
  throw new InputError(`no run has the metric "${metric}": ${hint}`);
}
