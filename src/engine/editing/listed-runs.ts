// The runs of a folder as a dashboard shows them.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ListedRun } from '../../protocol/engine-library';
import { parseConfig } from '../config/load-config';
import type { RunConfig } from '../config/run-config';
import type { MetricsRow } from '../runs/metrics-log';
import type { Run } from '../runs/run';
import { listRuns as entriesOf, type RunEntry } from '../runs/run-folder';
import { runtimeLines, type RunRecord } from '../runs/run-record';
import { collapseWarning } from '../train/report/collapse';
import { bestOf } from '../train/report/metric-names';
import { RememberedFiles } from './remembered-file';

/** Newest first. What of a run cannot be read is left out; without its record it has failed. */
export async function listRuns(folder: string): Promise<ListedRun[]> {
  const entries = await entriesOf(folder);
  return Promise.all(entries.map((entry) => listed(entry, folder)));
}

async function listed(
  { run, live, record, problem }: RunEntry,
  folder: string,
): Promise<ListedRun> {
  if (!record) return damaged(run, problem ?? 'this run cannot be read');
  const [rows, config] = await Promise.all([rowsOf(run), configOf(run)]);
  const { name, created, error, device, epochs_done: recorded, other_runtimes: others } = record;
  const done = Math.max(recorded, rows.at(-1)?.epoch ?? 0);
  const best = shownBest(rows);
  const places = configPlaces(record, folder);
  const configFile = places.find((path) => existsSync(path));
  return {
    id: run.id,
    path: run.path,
    name,
    state: stateOf(record, live, rows, config),
    created,
    ...(error !== undefined && { error }),
    epochsDone: done,
    epochs: Math.max(config?.train.epochs ?? 0, done),
    losses: Float32Array.from(rows, ({ loss }) => loss),
    ...(best && { best }),
    ...(device !== undefined && { device }),
    ...(others && { otherRuntimes: runtimeLines(others) }),
    ...(configFile !== undefined && { configFile }),
    configPlace: configFile ?? places[0],
  };
}

/** The folder's name says when it was made: `2025-01-31T23-59-59Z-flowers`. */
function damaged({ id, path }: Run, error: string): ListedRun {
  const parts = /^(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)Z-(.*)$/.exec(id);
  const created = parts ? `${parts[1]}T${parts.slice(2, 5).join(':')}Z` : '';
  const losses = new Float32Array();
  return {
    ...{ id, path, name: parts?.[5] ?? id, state: 'failed', created, error },
    ...{ epochsDone: 0, epochs: 0, losses },
  };
}

function stateOf(
  { state }: RunRecord,
  live: boolean,
  rows: readonly MetricsRow[],
  config: RunConfig | undefined,
): ListedRun['state'] {
  if (live) return 'training';
  if (state === 'running') return 'killed';
  return state !== 'failed' && hasCollapsed(rows, config) ? 'collapsed' : state;
}

/** Effective rank of rows that lie on a line or in a point: 1 or 0, but for rounding. */
const COLLAPSED_RANK = 1.05;

/** By the newest evaluation that tells the rank, else by the newest epoch's loss. */
function hasCollapsed(rows: readonly MetricsRow[], config: RunConfig | undefined): boolean {
  const rank = rows.findLast((row) => 'effective_rank' in row)?.effective_rank;
  if (rank !== undefined && rank <= COLLAPSED_RANK) return true;
  const last = rows.at(-1);
  return last !== undefined && config !== undefined && collapseWarning(last, config) !== undefined;
}

const shownMetrics = ['knn_top1', 'probe_top1', 'loss'];

function shownBest(rows: readonly MetricsRow[]): ListedRun['best'] {
  const best = rows.reduce<RunRecord['best']>(bestOf, {});
  const metric = shownMetrics.find((name) => name in best);
  return metric === undefined ? undefined : { metric, ...best[metric] };
}

/** As recorded; of a run that does not record it, configs beside it that have its name. */
function configPlaces({ name, config_file: file }: RunRecord, folder: string): readonly string[] {
  const beside = ['yaml', 'yml', 'json'].map((ending) => `${name}.contrast.${ending}`);
  return (file === undefined ? beside : [file]).map((each) => join(folder, each));
}

const knownRows = new RememberedFiles<readonly MetricsRow[]>();
const knownConfigs = new RememberedFiles<RunConfig | undefined>();

const rowsOf = (run: Run): Promise<readonly MetricsRow[]> =>
  knownRows.get(run.at('metrics.jsonl'), () => run.metrics().catch(() => []));

const configOf = (run: Run): Promise<RunConfig | undefined> =>
  knownConfigs.get(run.at('resolved.yaml'), async () => {
    try {
      const bytes = await run.readFile('resolved.yaml');
      return parseConfig(new TextDecoder().decode(bytes), run.at('resolved.yaml'));
    } catch {
      // Damaged, or of a version that knew other settings.
      return undefined;
    }
  });
