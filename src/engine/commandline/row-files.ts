// Rows and classes from .npy files.
import { readNpy, type NpyArray, type NpyData } from '../dataset/read-npy';
import { InputError } from '../input-error';

export interface RowFile {
  readonly file: string;
  /** [count, width], row-major. */
  readonly values: NpyData;
  readonly count: number;
  readonly width: number;
}

/** @throws InputError where the file is no matrix of numbers. */
export async function readRows(file: string): Promise<RowFile> {
  const { shape, data } = await open(file);
  if (shape.length !== 2)
    throw new InputError(`an array of shape ${described(shape)} is no matrix of rows`, { file });
  const [count, width] = shape;
  if (count === 0 || width === 0)
    throw new InputError(`an array of shape ${described(shape)} holds nothing`, { file });
  return { file, values: data, count, width };
}

/**
 * Classes numbered from 0 in the order they come; not a number is a class of its own.
 * `lengths` says what each length that is good stands for.
 * @throws InputError where the file has another length.
 */
export async function readClasses(
  file: string,
  lengths: ReadonlyMap<number, string>,
): Promise<Int32Array> {
  const { shape, data } = await open(file);
  if (shape.length === 1 && lengths.has(data.length)) return numbered(data);
  const wanted = [...lengths].map(([length, of]) => `one class for each of ${length} ${of}`);
  throw new InputError(
    `an array of shape ${described(shape)} does not hold ${wanted.join(', or ')}`,
    { file },
  );
}

function numbered(labels: NpyData): Int32Array {
  const numbers = new Map<number, number>();
  let next = 0;
  return Int32Array.from(labels, (label) => {
    const number = numbers.get(label) ?? next++;
    if (!Number.isNaN(label)) numbers.set(label, number);
    return number;
  });
}

const described = (shape: readonly number[]): string => `[${shape.join(', ')}]`;

async function open(file: string): Promise<NpyArray> {
  return readNpy(file).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error)) throw error;
    throw new InputError(`the array cannot be read (${String(error.code)})`, { file });
  });
}
