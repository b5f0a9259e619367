// The samples of a run by name and class, as its folder has them.
import { stat } from 'node:fs/promises';
import type { SampleTable as SentTable } from '../../protocol/run-view';
import { decodeNpy } from '../dataset/read-npy';
import { InputError } from '../input-error';
import { epochFolder } from '../runs/epoch-folders';
import type { Run } from '../runs/run';
import { readSampleTable, SAMPLES } from '../runs/sample-table';

/** What a run kept of its samples, and what it lacks. */
export interface Samples {
  readonly table: SentTable;
  readonly problem?: string;
}

export class SampleLookup {
  private known: { readonly version: string; readonly samples: Samples } | undefined;

  constructor(private readonly run: Run) {}

  /** Read again only where the file has changed. Never rejects: what cannot be read is a problem. */
  async read(): Promise<Samples> {
    const version = await stat(this.run.at(SAMPLES)).then(
      ({ mtimeMs, size }) => `${mtimeMs} ${size}`,
      () => undefined,
    );
    if (version !== undefined && this.known?.version === version) return this.known.samples;
    const samples = await readKept(this.run).catch((error: unknown) => {
      if (!(error instanceof InputError)) throw error;
      return readCount(this.run, error.message);
    });
    if (version !== undefined) this.known = { version, samples };
    return samples;
  }

  /** Rows whose name or class contains the text, whatever the case: the first `most`. */
  async search(text: string, most: number): Promise<number[]> {
    const { names, labels, classes } = (await this.read()).table;
    const wanted = text.toLowerCase();
    const matching = new Set(classes.flatMap((name, i) => (contains(name, wanted) ? [i] : [])));
    const rows: number[] = [];
    for (let row = 0; row < names.length && rows.length < most; row++)
      if (contains(names[row], wanted) || (labels && matching.has(labels[row]))) rows.push(row);
    return rows;
  }
}

const contains = (name: string, wanted: string): boolean => name.toLowerCase().includes(wanted);

async function readKept(run: Run): Promise<Samples> {
  const {
    kind,
    count,
    shape,
    classes,
    labels,
    names = numbered(count),
  } = await readSampleTable(run);
  const table = { kind, count, names, classes, shape };
  return { table: labels ? { ...table, labels: Int32Array.from(labels) } : table };
}

/** Of a run without a table: as many rows as its newest embeddings have. */
async function readCount(run: Run, reason: string): Promise<Samples> {
  const newest = (await run.epochs()).at(-1);
  let count = 0;
  if (newest !== undefined) {
    const file = await run.readFile(`${epochFolder('epochs', newest)}/embeddings.npy`);
    count = decodeNpy(file).shape[0] ?? 0;
  }
  const table = { kind: 'vector', count, names: numbered(count), classes: [], shape: [] } as const;
  return { table, problem: `samples have no names, classes and pictures here: ${reason}` };
}

const numbered = (count: number): string[] =>
  Array.from({ length: count }, (_, row) => String(row));
