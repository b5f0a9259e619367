// Settings given on the command line, `objective.temperature=0.2`: laid over a config's own.
import { parse } from 'yaml';
import { InputError } from '../input-error';
import { isSettings, type Settings } from './settings';
import { expandLaterShorthand } from './shorthand';

export interface Override {
  /** As the person wrote it. */
  readonly text: string;
  readonly path: readonly string[];
  readonly value: unknown;
}

/** @throws InputError where it is not `path=value` with a value in YAML. */
export function parseOverride(text: string): Override {
  const equals = text.indexOf('=');
  const path = text.slice(0, Math.max(equals, 0)).trim().split('.');
  if (path.some((key) => key === ''))
    throw new InputError(`setting "${text}" is not of the form path=value`);
  return { text, path, value: parseValue(text, text.slice(equals + 1)) };
}

/**
 * New settings with the values of the overrides; a later one wins. Names are checked with the
 * whole config, not here.
 * @throws InputError where a path leads through something that is not a section.
 */
export function applyOverrides(settings: Settings, overrides: readonly Override[]): Settings {
  return overrides.reduce(
    (result, override) => expandLaterShorthand(set(result, override, 0), override.path[0]),
    settings,
  );
}

function set(settings: Settings, override: Override, depth: number): Settings {
  const key = override.path[depth];
  if (key in Object.prototype)
    throw new InputError(`setting "${override.text}": unknown setting "${key}"`);
  if (depth === override.path.length - 1) return { ...settings, [key]: override.value };
  const section = settings[key] ?? {};
  if (!isSettings(section))
    throw new InputError(
      `setting "${override.text}": "${override.path.slice(0, depth + 1).join('.')}" is not a section`,
    );
  return { ...settings, [key]: set(section, override, depth + 1) };
}

function parseValue(text: string, value: string): unknown {
  try {
    return parse(value, { stringKeys: true, logLevel: 'error' });
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    throw new InputError(`setting "${text}": the value is not YAML: ${reason}`);
  }
}
