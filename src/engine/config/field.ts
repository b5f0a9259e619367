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
    v.number(range),
    v.minValue(low, range),
    v.maxValue(high, range),
    v.description(description),
  );
}

/** A whole number in [low, high]. */
export function integer(description: string, low: number, high = Number.MAX_SAFE_INTEGER) {
  const range = rangeSentence(low, high, 'a whole number');
  return v.pipe(
    v.number(range),
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
  return v.pipe(
    v.strictTuple([end, end], 'must be a list of two numbers'),
    v.description(description),
  );
}

/** Between `fewest` and `most` layer widths, input side first. */
export function widths(description: string, fewest: number, most: number) {
  const count = `must list from ${fewest} to ${most} widths`;
  return v.pipe(
    v.array(integer('Units of this layer.', 1, 65_536), count),
    v.minLength(fewest, count),
    v.maxLength(most, count),
    v.description(description),
  );
}

/** Text that is not empty. */
export const text = (description: string) =>
  v.pipe(v.string('must be text'), v.minLength(1, 'must not be empty'), v.description(description));

export const flag = (description: string) =>
  v.pipe(v.boolean('must be true or false'), v.description(description));

/** The sentence's end for a choice; also that of a variant's name. */
export const mustBeOneOf = (options: readonly (string | number)[]): string =>
  options.length === 1 ? `must be ${options[0]}` : `must be one of ${options.join(', ')}`;

/** One of the given words (or numbers). */
export const oneOf = <const T extends readonly (string | number)[]>(
  description: string,
  options: T,
) => v.pipe(v.picklist(options, mustBeOneOf(options)), v.description(description));
