// Numbers, times and paths as people read them.
import { isAbsolute, relative } from 'node:path';

/** 42 s, 3 min 05 s, 2 h 10 min, 3 days */
export function duration(seconds: number): string {
  const whole = Math.round(seconds);
  const [minutes, hours] = [Math.floor(whole / 60), Math.floor(whole / 3600)];
  if (whole < 60) return `${whole} s`;
  if (hours === 0) return `${minutes} min ${String(whole % 60).padStart(2, '0')} s`;
  if (hours < 48) return `${hours} h ${String(minutes % 60).padStart(2, '0')} min`;
  return `${Math.floor(hours / 24)} days`;
}

/** 0.7123 -> 71.2 % */
export const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

/** `one`, or the number with `many`. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;

/** The first few of a list, and how many more there are. */
export function listed(names: readonly string[], most = 8): string {
  const more = names.length - most;
  return names.slice(0, most).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

/** As it is reached from here, where it lies below. */
export function shownPath(path: string): string {
  const from = relative(process.cwd(), path);
  return from === '' || from.startsWith('..') || isAbsolute(from) ? path : from;
}

/** As it is typed on a command line: in quotes where a shell would take it apart. */
export const shellWord = (text: string): string =>
  /^[\p{L}\p{N}_./\\:@%+=,-]+$/u.test(text) ? text : `"${text}"`;

/** Rows under each other in columns of equal width; the last column keeps its own. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const line = (row: readonly string[]): string =>
    row.map((cell, column) => cell.padEnd(widths[column])).join('  ');
  return rows.map((row) => line(row).trimEnd()).join('\n');
}
