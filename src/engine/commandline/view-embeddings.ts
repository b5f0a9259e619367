// Embeddings of views, and classes of their samples, from .npy files.
import { readNpy, type NpyArray } from '../dataset/read-npy';
import { checkUsable, type Embeddings } from '../evaluate/embeddings';
import { InputError } from '../input-error';

/**
 * Rows 0 … B−1 are first views, rows B … 2B−1 second views.
 * @throws InputError where the file is no such matrix, or rows have no direction.
 */
export async function readViews(file: string): Promise<Embeddings> {
  const { shape, data } = await open(file);
  if (shape.length !== 2)
    throw new InputError(`an array of shape [${shape.join(', ')}] is no matrix of rows`, { file });
  const [count, width] = shape;
  if (count % 2 !== 0)
    throw new InputError(
      `${count} rows cannot be first and second views of the same samples: give an even number`,
      { file },
    );
  if (count < 4 || width === 0)
    throw new InputError(
      `${count} rows of ${width} numbers hold no negatives: give 4 rows at least`,
      {
        file,
      },
    );
  const embeddings = { values: Float32Array.from(data), count, width };
  checkUsable(embeddings, 'given');
  return embeddings;
}

/** @throws InputError where there is not one class for each of the samples. */
export async function readLabels(file: string, samples: number): Promise<ArrayLike<number>> {
  const { shape, data } = await open(file);
  if (shape.length === 1 && data.length === samples) return data;
  throw new InputError(
    `an array of shape [${shape.join(', ')}] does not hold one class for each of ${samples} samples`,
    { file },
  );
}

/** The true share of negatives that are of their anchor's class: what τ⁺ stands for. */
export function shareOfFalseNegatives(labels: ArrayLike<number>): number {
  const sizes = new Map<number, number>();
  for (const label of Array.from(labels)) sizes.set(label, (sizes.get(label) ?? 0) + 1);
  const same = [...sizes.values()].reduce((pairs, size) => pairs + size * (size - 1), 0);
  return same / (labels.length * (labels.length - 1));
}

async function open(file: string): Promise<NpyArray> {
  return readNpy(file).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error)) throw error;
    throw new InputError(`the array cannot be read (${String(error.code)})`, { file });
  });
}
