// Two datasets of the same samples, the second brought into the order of the first.
import { InputError } from '../input-error';
import type { Dataset } from './dataset';

/**
 * By name where both have names that are not row numbers, else row by row. `file` is what errors
 * name.
 * @throws InputError where a sample of one has no partner in the other.
 */
export function matchRows(first: Dataset, second: Dataset, file: string): Dataset {
  if (isNamed(first) && isNamed(second)) return matchedByName(first, second, file);
  if (first.length !== second.length)
    throw new InputError(
      `this has ${second.length} samples where the training data has ${first.length}${leftOut(first, second)}: give one for each, in the same order.`,
      { file },
    );
  const skipped = first.skipped.at(0) ?? second.skipped.at(0);
  if (skipped && !first.names.every((name, row) => name === second.names[row]))
    throw new InputError(
      `sample "${skipped.name}" was left out (${skipped.reason}), so that the rows no longer stand beside each other: mend it, or take it out of both.`,
      { file },
    );
  return second;
}

function matchedByName(first: Dataset, second: Dataset, file: string): Dataset {
  const rows = new Map(second.names.map((name, row) => [name, row]));
  const order = Uint32Array.from(first.names, (name) => rows.get(name) ?? missing(name, file));
  if (second.length > first.length) {
    const known = new Set(first.names);
    const more = second.names.find((name) => !known.has(name)) ?? second.names[0];
    throw new InputError(`sample "${more}" is not among the training samples.`, { file });
  }
  const read: Dataset['read'] = (wanted, into) =>
    second.read(
      Uint32Array.from(Array.from(wanted), (row) => order[row]),
      into,
    );
  const { kind, length, sampleShape, features, skipped, fingerprint } = second;
  return {
    ...{ kind, length, sampleShape, features, skipped, fingerprint, read },
    names: first.names,
    labels: undefined,
    classes: [],
    close: () => second.close(),
  };
}

function missing(name: string, file: string): never {
  throw new InputError(
    `there is no sample "${name}" here, as the training data has: samples are matched by name.`,
    { file },
  );
}

/** Names are the samples' own, not row numbers. */
function isNamed({ names }: Dataset): boolean {
  return !names.every((name) => /^\d+$/.test(name));
}

function leftOut(...datasets: readonly Dataset[]): string {
  const skipped = datasets.flatMap((dataset) => dataset.skipped).at(0);
  return skipped ? ` ("${skipped.name}" was left out: ${skipped.reason})` : '';
}
