// Two datasets of the same samples, the second brought into the order of the first.
import { InputError } from '../input-error';
import type { Dataset } from './dataset';

/**
 * The second dataset's samples beside those of the first: by name where both have names that are not
 * row numbers, else by place. What was left out of the first is left out of the second. `file` is
 * what errors name.
 * @throws InputError where a sample of one has no partner in the other.
 */
export function matchRows(first: Dataset, second: Dataset, file: string): Dataset {
  const byName = isNamed(first) && isNamed(second);
  const order = byName ? orderByName(first, second, file) : orderByPlace(first, second, file);
  const asItIs = order.length === second.length && order.every((row, i) => row === i);
  return asItIs ? second : reordered(second, order, first.names);
}

function orderByName(first: Dataset, second: Dataset, file: string): Uint32Array {
  const rows = new Map(second.names.map((name, row) => [name, row]));
  const known = new Set([...first.names, ...first.skipped.map(({ name }) => name)]);
  const more = second.names.find((name) => !known.has(name));
  if (more !== undefined)
    throw new InputError(`sample "${more}" is not among the training samples.`, { file });
  return Uint32Array.from(
    first.names,
    (name) => rows.get(name) ?? missing(second, file, name, (left) => left.name === name),
  );
}

function orderByPlace(first: Dataset, second: Dataset, file: string): Uint32Array {
  const [count, other] = [first, second].map(({ length, skipped }) => length + skipped.length);
  if (count !== other)
    throw new InputError(
      `this has ${other} samples where the training data has ${count}: give one for each, in the same order.`,
      { file },
    );
  const rows = new Map(placesOf(second).map((place, row) => [place, row]));
  return Uint32Array.from(
    placesOf(first),
    (place, i) =>
      rows.get(place) ?? missing(second, file, first.names[i], ({ row }) => row === place),
  );
}

/** Where each sample stands among all, those left out counted. */
function placesOf({ length, skipped }: Dataset): number[] {
  const gaps = new Set(skipped.map(({ row }) => row));
  const all = Array.from({ length: length + skipped.length }, (_, place) => place);
  return all.filter((place) => !gaps.has(place));
}

function missing(
  { skipped }: Dataset,
  file: string,
  name: string,
  isIt: (left: Dataset['skipped'][number]) => boolean,
): never {
  const left = skipped.find(isIt);
  throw new InputError(
    left
      ? `the partner of training sample "${name}" was left out (${left.reason}): mend it, or take it out of both.`
      : `there is no sample "${name}" here, as the training data has: samples are matched by name.`,
    { file },
  );
}

function reordered(dataset: Dataset, order: Uint32Array, names: readonly string[]): Dataset {
  const { kind, sampleShape, features, skipped, fingerprint } = dataset;
  return {
    ...{ kind, sampleShape, features, skipped, fingerprint, names },
    length: order.length,
    labels: undefined,
    classes: [],
    read: (rows, into) =>
      dataset.read(
        Array.from(rows, (row) => order[row]),
        into,
      ),
    close: () => dataset.close(),
  };
}

/** Names are the samples' own, not row numbers. */
function isNamed({ names }: Dataset): boolean {
  return !names.every((name) => /^\d+$/.test(name));
}
