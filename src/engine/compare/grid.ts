// What is compared: settings with several values each, and every combination of these.
import { InputError } from '../input-error';

/** A setting and the values it takes in turn, each in YAML. */
export interface Axis {
  readonly path: string;
  readonly values: readonly string[];
}

/** The value of each axis, by its path; in the order of the axes. */
export type Cell = Readonly<Record<string, string>>;

/**
 * `negatives.beta=0.5,1,2`. Commas within brackets and quotes belong to a value.
 * @throws InputError where there is no path or no value.
 */
export function parseAxis(text: string): Axis {
  const equals = text.indexOf('=');
  const path = text.slice(0, Math.max(equals, 0)).trim();
  const values = splitValues(text.slice(equals + 1));
  if (path === '' || values.includes(''))
    throw new InputError(`--over "${text}" is not of the form path=value,value`);
  return { path, values };
}

/**
 * The last axis changes fastest; no axes make one cell.
 * @throws InputError where two axes have the same path.
 */
export function cellsOf(axes: readonly Axis[]): Cell[] {
  const paths = axes.map(({ path }) => path);
  const twice = paths.find((path, i) => paths.indexOf(path) !== i);
  if (twice !== undefined)
    throw new InputError(`--over ${twice} is given twice: list all its values in one`);
  return axes.reduce<Cell[]>(
    (cells, { path, values }) =>
      cells.flatMap((cell) => values.map((value) => ({ ...cell, [path]: value }))),
    [{}],
  );
}

/** `objective=hcl, negatives.beta=2` */
export const cellText = (cell: Cell): string =>
  Object.entries(cell)
    .map(([path, value]) => `${path}=${value}`)
    .join(', ');

function splitValues(text: string): string[] {
  const values = [''];
  let depth = 0;
  let quote = '';
  for (const letter of text) {
    if (quote) quote = letter === quote ? '' : quote;
    else if (letter === '"' || letter === "'") quote = letter;
    else if ('[{'.includes(letter)) depth++;
    else if (']}'.includes(letter)) depth--;
    if (letter === ',' && depth === 0 && !quote) values.push('');
    else values[values.length - 1] += letter;
  }
  return values.map((value) => value.trim());
}
