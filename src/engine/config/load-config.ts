// A config ready to run, from a file or from its text.
import { resolve } from 'node:path';
import { readConfigFile } from './config-file';
import { examineConfig } from './examine-config';
import { parseOverride } from './overrides';
import { problemError } from './problem';
import type { RunConfig } from './run-config';

export interface LoadedConfig {
  /** Absolute path of the config file; its paths are relative to this file's folder. */
  readonly file: string;
  /** The file as it was read, byte for byte. */
  readonly bytes: Uint8Array;
  readonly config: RunConfig;
}

/**
 * Reads a `*.contrast.yaml` or `*.contrast.json`. `overrides` are settings from a command line,
 * `path=value` with the value in YAML.
 * @throws InputError with the place of the first problem, and how many more there are.
 */
export async function loadConfig(
  file: string,
  overrides: readonly string[] = [],
): Promise<LoadedConfig> {
  const path = resolve(file);
  const { bytes, text } = await readConfigFile(file);
  return { file: path, bytes, config: examined(text, path, overrides) };
}

/**
 * The config in a text; the files it names need not exist.
 * @throws InputError like `loadConfig`.
 */
export function parseConfig(
  text: string,
  file: string,
  overrides: readonly string[] = [],
): RunConfig {
  return examined(text, file, overrides, (code) => code !== 'no-such-file');
}

function examined(
  text: string,
  file: string,
  overrides: readonly string[],
  matters: (code: string) => boolean = () => true,
): RunConfig {
  const { config, problems } = examineConfig(text, file, overrides.map(parseOverride));
  const grave = problems.filter(({ code }) => matters(code));
  if (config && grave.length === 0) return config;
  throw problemError(grave, file);
}
