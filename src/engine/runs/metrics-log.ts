// `metrics.jsonl`: one row of numbers a line, only ever added to, and cut when a run resumes.
import { appendFile, open, readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { InputError } from '../input-error';
import { writeAtomically } from './atomic-write';

/** JSON has no NaN or infinity: they are written as null and read as NaN. */
const metric = v.pipe(
  v.nullable(v.number()),
  v.transform((value) => value ?? NaN),
);

const rowSchema = v.objectWithRest({ epoch: v.number(), step: v.number() }, metric);

/** `epoch` and `step` count from 1 and say how far the training was; the rest are metrics. */
export type MetricsRow = Readonly<Record<string, number>> & {
  readonly epoch: number;
  readonly step: number;
};

export const appendRow = (path: string, row: MetricsRow): Promise<void> =>
  appendFile(path, `${JSON.stringify(row)}\n`);

/**
 * The rows in order; none where there is no file. A last line that was cut is left out.
 * @throws InputError where any other line is damaged.
 */
export async function readRows(path: string): Promise<MetricsRow[]> {
  const lines = await wholeLines(path);
  return lines.map((line, i) => {
    const row = parseRow(line);
    if (row) return row;
    throw new InputError('this line is damaged: remove it', { file: path, line: i + 1 });
  });
}

/** Leaves the rows at or before `epoch` (all of them without one), and no damaged line. */
export async function cutRows(path: string, epoch = Infinity): Promise<void> {
  const lines = await wholeLines(path);
  const kept = lines.filter((line) => (parseRow(line)?.epoch ?? NaN) <= epoch);
  await writeAtomically(path, kept.map((line) => `${line}\n`).join(''));
}

/** Puts the rows so far on the disk. */
export async function syncRows(path: string): Promise<void> {
  const file = await open(path, 'a');
  await file.sync().finally(() => file.close());
}

async function wholeLines(path: string): Promise<string[]> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  });
  return text.split('\n').slice(0, -1);
}

function parseRow(line: string): MetricsRow | undefined {
  try {
    return v.parse(rowSchema, JSON.parse(line));
  } catch {
    return undefined;
  }
}
