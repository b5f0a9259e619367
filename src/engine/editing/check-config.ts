// The problems of a config as an editor marks them.
import type { ConfigProblem } from '../../protocol/engine-library';
import { namedPaths } from '../config/data-path';
import { examineConfig } from '../config/examine-config';
import type { Problem } from '../config/problem';
import { TextLines } from './text-lines';

/** In the order of the text; none where the config can be run. `file`: where the text is, or will be, stored. */
export function checkConfig(text: string, file: string): ConfigProblem[] {
  const lines = new TextLines(text);
  return examineConfig(text, file).problems.map((problem) => marked(problem, text, lines));
}

/** The files and folders that a config names, as it names them; none where it is not valid. */
export function dataPaths(text: string, file: string): string[] {
  const { config } = examineConfig(text, file);
  return config ? namedPaths(config) : [];
}

function marked(problem: Problem, text: string, lines: TextLines): ConfigProblem {
  const { line, column, endLine, endColumn, message, code, suggestion } = problem;
  const { start, end } = lines.visible(
    lines.offset(line, column),
    lines.offset(endLine, endColumn),
  );
  const fix = suggestion === undefined ? undefined : quotedLike(text[start], suggestion);
  return { start, end, message, code, ...(fix !== undefined && { fix }) };
}

/** As what it replaces: in the quotes that this begins with, or without. */
function quotedLike(first: string, word: string): string {
  return first === '"' || first === "'" ? first + word + first : word;
}
