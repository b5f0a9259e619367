// A problem of a config, with its place in the text, as editors and the command line show it.
import { InputError } from '../input-error';
import type { FaultCode, Fault } from './fault';
import type { Override } from './overrides';
import type { SettingPath } from './settings';
import type { Source, TextRange } from './source';

export interface Problem extends TextRange {
  readonly message: string;
  readonly code: FaultCode;
  /** The name or word that was most likely meant, to stand in the range. */
  readonly suggestion?: string;
  /** The command-line setting at fault, where it is not the text. */
  readonly override?: string;
}

/** Where a fault stands in the text. */
export function locateFault(
  fault: Fault,
  source: Source,
  overrides: readonly Override[] = [],
): Problem {
  const { path, ...told } = fault;
  const named = fault.code === 'unknown-setting' || fault.code === 'no-effect';
  const part = named ? 'name' : 'value';
  const problem = { ...source.locate(path, part), ...told };
  const override = overrides.findLast((other) => overlap(path, other.path));
  return override ? { ...problem, override: override.text } : problem;
}

/** The first problem as an error that says how many more there are. */
export function problemError(problems: readonly Problem[], file: string): InputError {
  const { message, line, column, override } = problems[0];
  const more = problems.length - 1;
  const rest = more === 0 ? '' : ` (and ${more} more ${more === 1 ? 'problem' : 'problems'})`;
  return override === undefined
    ? new InputError(message + rest, { file, line, column })
    : new InputError(`setting "${override}": ${message}${rest}`);
}

/** True where the override sets the value at the path, or something in or around it. */
function overlap(path: SettingPath, set: SettingPath): boolean {
  const depth = Math.min(path.length, set.length);
  return depth > 0 && path.slice(0, depth).every((key, i) => key === set[i]);
}
