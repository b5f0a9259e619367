// Paths in a config are relative to the folder the config lies in.
import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Fault } from './fault';
import type { RunConfig } from './run-config';

/** The absolute path of what a config names. */
export const resolveDataPath = (configFile: string, path: string): string =>
  resolve(dirname(configFile), path);

/** The files and folders that a config names but that do not exist. */
export function missingFiles(config: RunConfig, configFile: string): Fault[] {
  return (['train', 'test', 'labels', 'test_labels'] as const).flatMap((key) => {
    const path = config.data[key];
    if (path === undefined || existsSync(resolveDataPath(configFile, path))) return [];
    const message = `"data.${key}": no file or folder "${path}" beside the config`;
    return [{ path: ['data', key], message, code: 'no-such-file' }];
  });
}
