// The problems of a config as an editor marks them.
import type { ConfigProblem } from '../../protocol/engine-library';
import { namedPaths } from '../config/data-path';
import { examineConfig } from '../config/examine-config';
import type { Problem } from '../config/problem';
import { TextLines } from './text-lines';

/**
 * What keeps the config from running, in the order of the text, then what is only a warning.
 * `file`: where the text is, or will be, stored.
 */
export function checkConfig(text: string, file: string): ConfigProblem[] {
  const lines = new TextLines(text);
  const { problems, warnings } = examineConfig(text, file);
  const mark = (grave: boolean) => (problem: Problem) => marked(problem, grave, { text, lines });
  return [...problems.map(mark(true)), ...warnings.map(mark(false))];
}

/** The files and folders that a config names, as it names them; none where it is not valid. */
export function dataPaths(text: string, file: string): string[] {
  const { config } = examineConfig(text, file);
  return config ? namedPaths(config) : [];
}

function marked(
  problem: Problem,
  grave: boolean,
  { text, lines }: { readonly text: string; readonly lines: TextLines },
): ConfigProblem {
  const { line, column, endLine, endColumn, message, code, suggestion } = problem;
  const { start, end } = lines.visible(
    lines.offset(line, column),
    lines.offset(endLine, endColumn),
  );
  const fix = suggestion === undefined ? undefined : quotedLike(text[start], suggestion);
  return { start, end, message, code, grave, ...(fix !== undefined && { fix }) };
}

/** As what it replaces: in the quotes that this begins with, or without. */
function quotedLike(first: string, word: string): string {
  return first === '"' || first === "'" ? first + word + first : word;
}
