// `negative-space runs`: the runs of a folder, newest first.
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { InputError } from '../input-error';
import { listRuns, type RunEntry } from '../runs/run-folder';
import { defineCommand } from './define-command';
import { figure, latestFigures } from './figures';
import type { Output } from './output';
import { duration, table } from './words';

export function addRunsCommand(program: Command, output: Output): void {
  defineCommand(program, {
    usage: 'runs [directory]',
    summary: 'List the runs of the configs in a folder, newest first.',
    examples: ['runs', 'runs herbarium --json'],
  }).action((directory: string | undefined) => list(output, directory ?? '.'));
}

async function list(output: Output, directory: string): Promise<void> {
  if (!(await stat(directory).catch(() => undefined))?.isDirectory())
    throw new InputError('there is no such folder', { file: directory });
  const rows = await Promise.all((await listRuns(directory)).map(describe));
  for (const row of rows) output.emit({ kind: 'run', ...row });
  output.emit({ kind: 'result', runs: rows.length });
  if (rows.length === 0) output.say(`no runs of configs in ${resolve(directory)}`);
  else output.say(table([heading, ...rows.map(cells)]));
}

interface RunRow {
  readonly id: string;
  readonly path: string;
  /** `killed` where the process that trained it is gone, `damaged` where it cannot be read. */
  readonly state: string;
  readonly problem?: string | undefined;
  readonly epochs?: number | undefined;
  readonly loss?: number | undefined;
  readonly knn_top1?: number | undefined;
  readonly probe_top1?: number | undefined;
  /** Since it began, in seconds. */
  readonly age?: number;
}

async function describe({ run, live, record, problem }: RunEntry): Promise<RunRow> {
  const { id, path } = run;
  if (!record) return { id, path, state: 'damaged', problem };
  const figures: Readonly<Partial<Record<string, number>>> = latestFigures(
    await run.metrics().catch(() => []),
  );
  return {
    id,
    path,
    state: record.state === 'running' && !live ? 'killed' : record.state,
    problem: record.error,
    epochs: record.epochs_done,
    loss: figures.loss,
    knn_top1: figures.knn_top1,
    probe_top1: figures.probe_top1,
    age: Math.round((Date.now() - Date.parse(record.created)) / 1000),
  };
}

const heading = ['run', 'state', 'epochs', 'loss', 'kNN', 'probe', 'age'];

function cells({ id, state, epochs, loss, knn_top1, probe_top1, age }: RunRow): string[] {
  const shown = (name: string, value: number | undefined): string =>
    value === undefined ? '–' : figure(name, value);
  return [
    id,
    state,
    shown('epochs', epochs),
    shown('loss', loss),
    shown('knn_top1', knn_top1),
    shown('probe_top1', probe_top1),
    age === undefined ? '–' : duration(age),
  ];
}
