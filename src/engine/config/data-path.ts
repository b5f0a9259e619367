// Paths in a config are relative to the folder the config lies in.
import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Fault } from './fault';
import type { RunConfig } from './run-config';
import { pathText, type SettingPath } from './settings';

/** The absolute path of what a config names. */
export const resolveDataPath = (configFile: string, path: string): string =>
  resolve(dirname(configFile), path);

/** The files and folders that a config names but that do not exist. */
export function missingFiles(config: RunConfig, configFile: string): Fault[] {
  return namedFiles(config).flatMap(([path, name]) => {
    if (existsSync(resolveDataPath(configFile, name))) return [];
    const message = `"${pathText(path)}": no file or folder "${name}" beside the config`;
    return [{ path, message, code: 'no-such-file' }];
  });
}

/** The files and folders that a config names, as it names them. */
export const namedPaths = (config: RunConfig): string[] =>
  namedFiles(config).map(([, name]) => name);

/** Each file or folder, and the setting that names it. */
function namedFiles({ data, positives }: RunConfig): [path: SettingPath, file: string][] {
  const { train, test, labels, test_labels } = data;
  const named = Object.entries({ train, test, labels, test_labels }).flatMap(
    ([key, file]): [SettingPath, string][] => (file === undefined ? [] : [[['data', key], file]]),
  );
  switch (positives.from) {
    case 'pairs':
      return [...named, [['positives', 'file'], positives.file]];
    case 'aligned':
      return [...named, [['positives', 'with'], positives.with]];
    default:
      return named;
  }
}
