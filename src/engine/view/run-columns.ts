// What the data of a run say of its samples beside class and content, read once, when it is first asked for.
import type { ColumnName, SampleColumn } from '../../protocol/sample-places';
import { openColumns, type ColumnCells, type TableColumns } from '../dataset/table-columns';
import { InputError } from '../input-error';
import type { Run } from '../runs/run';
import { loadRunConfig } from '../session/run-config-file';
import { partSource } from '../train/data/training-data';
import type { SampleLookup } from './sample-lookup';

/** More are not offered, nor so many that they have more values than this. */
const MOST_COLUMNS = 64;
const MOST_VALUES = 2 ** 24;

interface Opened {
  readonly table: TableColumns;
  readonly numbers: readonly string[];
}

export class RunColumns {
  private opening: Promise<Opened | undefined> | undefined;
  private reading: Promise<ColumnCells> | undefined;

  constructor(
    private readonly run: Run,
    private readonly samples: SampleLookup,
  ) {}

  /** None where the data are no table, or cannot be read: the snapshot says why. */
  async names(): Promise<ColumnName[]> {
    const opened = await this.open().catch((error: unknown) => {
      if (!(error instanceof InputError)) throw error;
      return undefined;
    });
    if (!opened) return [];
    const { split } = opened.table;
    return [
      ...(split === undefined ? [] : [{ name: split, kind: 'split' as const }]),
      ...opened.numbers.map((name) => ({ name, kind: 'number' as const })),
    ];
  }

  /** @throws InputError where there is no such column, or the data cannot be read. */
  async column(name: string): Promise<SampleColumn> {
    const opened = await this.open();
    const isSplit = opened?.table.split === name;
    if (!opened || !(isSplit || opened.numbers.includes(name)))
      throw new InputError(`the data of this run have no column "${name}" of numbers`);
    this.reading ??= opened.table.read(opened.numbers);
    this.reading.catch(() => (this.reading = undefined));
    const cells = await this.reading;
    const { names } = (await this.samples.read()).table;
    const places = placesOf(names, cells.names);
    if (isSplit) return splitColumn(name, places, cells.split);
    const found = cells.numbers.get(name) ?? [];
    const values = Float64Array.from(places, (place) => (place < 0 ? NaN : found[place]));
    return { kind: 'number', name, values };
  }

  private open(): Promise<Opened | undefined> {
    this.opening ??= this.find();
    this.opening.catch(() => (this.opening = undefined));
    return this.opening;
  }

  private async find(): Promise<Opened | undefined> {
    const table = await openColumns(partSource(await loadRunConfig(this.run), 'train'));
    if (!table) return undefined;
    const { count } = (await this.samples.read()).table;
    const most = Math.min(MOST_COLUMNS, Math.floor(MOST_VALUES / Math.max(1, count)));
    return { table, numbers: table.numbers.slice(0, most) };
  }
}

/** Of each sample the row that has its name, −1 for none; of equal names the next one each time. */
function placesOf(names: readonly string[], present: readonly string[]): Int32Array {
  const rows = new Map<string, number[]>();
  for (let row = present.length - 1; row >= 0; row--) {
    const known = rows.get(present[row]);
    if (known) known.push(row);
    else rows.set(present[row], [row]);
  }
  return Int32Array.from(names, (name) => rows.get(name)?.pop() ?? -1);
}

/** Parts in the order in which they first come. */
function splitColumn(
  name: string,
  places: Int32Array,
  cells: readonly (string | undefined)[],
): SampleColumn {
  const parts = new Map<string, number>();
  const of = places.map((place) => {
    const part = place < 0 ? undefined : cells[place];
    if (part === undefined) return -1;
    const number = parts.get(part) ?? parts.size;
    parts.set(part, number);
    return number;
  });
  return { kind: 'split', name, parts: [...parts.keys()], of };
}
