// Rows from files, with their relations: what `loss` and `explain` compute from.
import type { PlainRows } from '../explain/plain-rows';
import { InputError } from '../input-error';
import { readGivenClasses, type GivenClasses } from './given-classes';
import { connectedClasses, readRowPairs } from './given-pairs';
import { readMixing, type GivenMixing } from './given-draws';
import { takesClasses, type GivenSettings } from './given-settings';
import { readRows, type RowFile } from './row-files';
import type { RowOptions } from './row-options';
import { dividedRows, divisorsOf, unitRows } from './scaled-rows';

export interface GivenRows {
  /** In float64: unit rows, but for `n-pair`. */
  readonly plain: PlainRows;
  /** The rows by their divisors, safe for float32, [count, width]. */
  readonly values: Float32Array;
  /** A gradient by `values` is divided by it, [count]. */
  readonly divisors: Float64Array;
  /** Classes that were given, whether the objective reads them or not. */
  readonly given?: GivenClasses;
  /** Where negatives are mixed. */
  readonly mixing?: GivenMixing;
}

/** @throws InputError where a file is no such array, or files and settings do not fit together. */
export async function readGivenRows(
  options: RowOptions,
  settings: GivenSettings,
): Promise<GivenRows> {
  const rows = await readRows(options.embeddings);
  checkCount(rows, options);
  const twins = options.views === '2';
  const queue = options.queue === undefined ? undefined : await readQueue(options.queue, rows);
  const pairs =
    options.pairs === undefined ? undefined : await readRowPairs(options.pairs, rows.count);
  const listed = settings.objective.name === 'contrastive' && pairs;
  const given =
    pairs && !listed
      ? { rows: connectedClasses(pairs, rows.count, twins) }
      : await readGivenClasses(options, rows.count, (queue?.length ?? 0) / rows.width);
  const relations = relationsOf(given, settings);
  const keepLength = settings.objective.name === 'n-pair';
  const divisors = keepLength ? new Float64Array(rows.count).fill(1) : divisorsOf(rows);
  const values = dividedRows(rows, divisors);
  const plain: PlainRows = {
    values: keepLength ? Float64Array.from(rows.values) : unitRows(rows, divisors),
    width: rows.width,
    twins,
    ...relations.rows,
    ...(listed && { pairs: listed }),
    ...(queue && { stored: { values: queue, ...relations.queue } }),
  };
  const mixing = await readMixing(options.mix, plain, settings);
  return { values, divisors, plain, ...(given && { given }), ...(mixing && { mixing }) };
}

function checkCount({ file, count, width }: RowFile, { views, queue }: RowOptions): void {
  const least = (views === '2' ? 2 : 1) * (queue === undefined ? 2 : 1);
  if (views === '2' && count % 2 !== 0)
    throw new InputError(
      `${count} rows cannot be first and second views of the same samples: give an even number, or --views 1`,
      { file },
    );
  if (count < least)
    throw new InputError(
      `${count} rows of ${width} numbers hold no negatives: give ${least} rows at least`,
      { file },
    );
}

/** Unit rows. */
async function readQueue(file: string, { width, ...rows }: RowFile): Promise<Float64Array> {
  const queue = await readRows(file);
  if (queue.width !== width)
    throw new InputError(
      `rows of shape [${queue.count}, ${queue.width}] cannot be compared with those of ${rows.file}, [${rows.count}, ${width}]`,
      { file },
    );
  const divisors = divisorsOf(queue);
  dividedRows(queue, divisors);
  return unitRows(queue, divisors);
}

type Relations = Pick<PlainRows, 'classes' | 'kin'>;

/** Objectives of many positives read classes; other objectives only where `exclude` asks for them. */
function relationsOf(
  given: GivenClasses | undefined,
  { objective, negatives }: GivenSettings,
): { readonly rows: Relations; readonly queue: Relations } {
  const excluded = negatives.exclude.includes('label');
  if (excluded && negatives.from !== 'batch' && !given?.queue)
    throw new InputError(
      'negatives.exclude names "label": give --labels the classes of the samples and of the queue',
    );
  const of = (classes: Int32Array | undefined): Relations => ({
    ...(classes && takesClasses(objective) && { classes }),
    ...(classes && excluded && { kin: [classes] }),
  });
  return { rows: of(given?.rows), queue: of(given?.queue) };
}
