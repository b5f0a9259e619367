// Where in a config the cursor is: in the name of a setting or in a value, of which section. The
// text may be unfinished: the word at the cursor is replaced by a mark, the rest is read as far as
// it can be, and the mark is looked for.
import { type Document, isMap, isScalar, isSeq, type Node, parseDocument } from 'yaml';
import { isSettings, type SettingPath, type Settings } from '../config/settings';

export interface Cursor {
  /** `name`: the path is of the section; `value`: of the setting or of the place in a list. */
  readonly role: 'name' | 'value';
  readonly path: SettingPath;
  /** The word at the cursor with its quotes, perhaps empty: what a completion replaces. */
  readonly start: number;
  readonly end: number;
  /** True where nothing but the word is on its line. */
  readonly ownLine: boolean;
  /** A colon follows: the setting has its value already. */
  readonly hasColon: boolean;
  /** What the rest of the text says. */
  readonly settings: Settings;
}

/** Undefined in a comment, and where the text is too far from a config. */
export function cursorAt(text: string, offset: number): Cursor | undefined {
  const { start, end } = wordAt(text, offset);
  const hasColon = /^[^\S\n]*:(\s|$)/.test(text.slice(end));
  const before = text.slice(0, start);
  const after = text.slice(end);
  const readings = (hasColon ? [MARK] : marks).map((mark) => read(before + mark + after));
  const found = readings.filter((reading) => reading !== undefined);
  const fewest = Math.min(...found.map(({ errors }) => errors));
  const best = found.find(({ errors }) => errors === fewest);
  if (!best) return undefined;
  const line = before.slice(before.lastIndexOf('\n') + 1);
  const ownLine = /^\s*$/.test(line) && /^[^\S\n]*(#|\n|$)/.test(after.replace(/\r/g, ''));
  const { role, path, settings } = best;
  return { role, path, settings, start, end, ownLine, hasColon };
}

const MARK = 'cursor-7f3a9e';

/** A word may stand for itself, or be a setting whose value is still to be written. */
const marks = [MARK, `${MARK}:`, `${MARK}: 0,`, `,${MARK}: 0`, `,${MARK}: 0,`];

interface Reading extends Pick<Cursor, 'role' | 'path' | 'settings'> {
  readonly errors: number;
}

function read(text: string): Reading | undefined {
  const document = parseDocument(text, { prettyErrors: false, strict: false, logLevel: 'silent' });
  const found = find(document.contents, []);
  if (!found) return undefined;
  const { role, path } = found;
  const marked = role === 'name' ? [...path, MARK] : path;
  return { ...found, errors: document.errors.length, settings: settingsWithout(document, marked) };
}

function find(node: unknown, path: SettingPath): Pick<Cursor, 'role' | 'path'> | undefined {
  if (isMark(node)) return { role: 'value', path };
  if (isSeq<Node>(node)) return first(node.items.map((item, i) => () => find(item, [...path, i])));
  if (!isMap<Node, Node | null>(node)) return undefined;
  return first(
    node.items.map(({ key, value }) => () => {
      if (isMark(key)) return { role: 'name', path };
      return isScalar(key) ? find(value, [...path, String(key.value)]) : undefined;
    }),
  );
}

const isMark = (node: unknown): boolean => isScalar(node) && node.value === MARK;

function first<T>(tries: readonly (() => T | undefined)[]): T | undefined {
  for (const attempt of tries) {
    const found = attempt();
    if (found !== undefined) return found;
  }
  return undefined;
}

function settingsWithout(document: Document, path: SettingPath): Settings {
  try {
    if (path.length === 0) return {};
    document.deleteIn(path);
    const settings: unknown = document.toJS({ maxAliasCount: 100 });
    return isSettings(settings) ? settings : {};
  } catch {
    // Aliases that stand for nothing, and parts that could not be read.
    return {};
  }
}

/** Letters, digits, `_`, `-` and `.` on both sides of the cursor, with the quotes around them. */
function wordAt(text: string, offset: number): { readonly start: number; readonly end: number } {
  const before = /(?:[\w.][\w.-]*)?$/.exec(text.slice(0, offset))?.[0] ?? '';
  const after = /^[\w.-]*/.exec(text.slice(offset))?.[0] ?? '';
  const [start, end] = [offset - before.length, offset + after.length];
  const quote = text.at(start - 1);
  if (start === 0 || (quote !== '"' && quote !== "'")) return { start, end };
  const line = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  const opens = line.split(quote).length % 2 === 0;
  if (!opens) return { start, end };
  return { start: start - 1, end: text[end] === quote ? end + 1 : end };
}
