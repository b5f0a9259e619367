// The kinds of field a config is made of. Each carries its description (for the editor's hover) and
// its range (for the error sentence), and none transforms, so that a JSON schema can say the same.
import * as v from 'valibot';

const rangeSentence = (low: number, high: number, kind: string): string =>
  high === Number.MAX_SAFE_INTEGER
    ? `must be ${kind} of at least ${low}`
    : `must be ${kind} from ${low} to ${high}`;

/** A number in [low, high]. */
export function number(description: string, low: number, high: number) {
  const range = rangeSentence(low, high, 'a number');
  return v.pipe(
    v.number(),
    v.minValue(low, range),
    v.maxValue(high, range),
    v.description(description),
  );
}

/** A whole number in [low, high]. */
export function integer(description: string, low: number, high = Number.MAX_SAFE_INTEGER) {
  const range = rangeSentence(low, high, 'a whole number');
  return v.pipe(
    v.number(),
    v.integer(range),
    v.minValue(low, range),
    v.maxValue(high, range),
    v.description(description),
  );
}

/** A probability or a share, in [0, 1]. */
export const share = (description: string) => number(description, 0, 1);

/** Two numbers in [low, high]: a range to draw from. */
export function interval(description: string, low: number, high: number) {
  const end = number(description, low, high);
  return v.pipe(v.strictTuple([end, end]), v.description(description));
}

/** Between `fewest` and `most` layer widths, input side first. */
export function widths(description: string, fewest: number, most: number) {
  const count = `must list from ${fewest} to ${most} widths`;
  return v.pipe(
    v.array(integer('Units of this layer.', 1, 65_536)),
    v.minLength(fewest, count),
    v.maxLength(most, count),
    v.description(description),
  );
}

/** Text that is not empty. */
export const text = (description: string) =>
  v.pipe(v.string(), v.minLength(1, 'must not be empty'), v.description(description));

export const flag = (description: string) => v.pipe(v.boolean(), v.description(description));

/** One of the given words (or numbers). */
export const oneOf = <const T extends readonly (string | number)[]>(
  description: string,
  options: T,
) => v.pipe(v.picklist(options), v.description(description));
