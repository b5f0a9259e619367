// Two texts line by line: what was removed, what was added, and which words of a changed line differ.
import { commonParts } from './common-parts';

export interface DiffRow {
  readonly kind: 'same' | 'removed' | 'added';
  /** Number of the line before and after, from 1, in the texts that have it. */
  readonly before?: number;
  readonly after?: number;
  readonly parts: readonly DiffPart[];
}

export interface DiffPart {
  readonly text: string;
  /** Whether it is not in the line that this one took the place of. */
  readonly marked: boolean;
}

export interface TextDiff {
  readonly rows: readonly DiffRow[];
  /** Lines that differ; one that took another's place counts once. */
  readonly differing: number;
}

/** Ends of lines and a last empty line are no difference. */
export function textDiff(before: string, after: string): TextDiff {
  const [a, b] = [linesOf(before), linesOf(after)];
  const rows: DiffRow[] = [];
  let differing = 0;
  let [i, j] = [0, 0];
  for (const [nextI, nextJ] of [...commonParts(a, b), [a.length, b.length] as const]) {
    rows.push(...changed(a.slice(i, nextI), b.slice(j, nextJ), i, j));
    differing += Math.max(nextI - i, nextJ - j);
    if (nextI < a.length)
      rows.push({ kind: 'same', before: nextI + 1, after: nextJ + 1, parts: plain(a[nextI]) });
    [i, j] = [nextI + 1, nextJ + 1];
  }
  return { rows, differing };
}

/** Lines in the same place of the removed and the added ones are held against each other. */
function changed(
  removed: readonly string[],
  added: readonly string[],
  i: number,
  j: number,
): readonly DiffRow[] {
  return [
    ...removed.map((line, k): DiffRow => ({
      kind: 'removed',
      before: i + k + 1,
      parts: against(line, added[k]),
    })),
    ...added.map((line, k): DiffRow => ({
      kind: 'added',
      after: j + k + 1,
      parts: against(line, removed[k]),
    })),
  ];
}

/** The line in parts; nothing is marked where there is no other line or the two share no word. */
function against(line: string, other: string | undefined): readonly DiffPart[] {
  if (other === undefined) return plain(line);
  const words = wordsOf(line);
  const kept = new Set(commonParts(words, wordsOf(other)).map(([place]) => place));
  if (!words.some((word, place) => kept.has(place) && /\w/.test(word))) return plain(line);
  const parts: DiffPart[] = [];
  words.forEach((text, place) => {
    const marked = !kept.has(place);
    const last = parts.at(-1);
    if (last?.marked === marked) parts[parts.length - 1] = { text: last.text + text, marked };
    else parts.push({ text, marked });
  });
  return parts;
}

const plain = (text: string): readonly DiffPart[] => [{ text, marked: false }];

/** Words, numbers, runs of blanks, and every other sign by itself. */
const wordsOf = (line: string): readonly string[] => line.match(/[\p{L}\p{N}_.]+|\s+|./gu) ?? [];

const linesOf = (text: string): readonly string[] =>
  text === '' ? [] : text.replace(/\r?\n$/, '').split(/\r?\n/);
