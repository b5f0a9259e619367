// The config that a run was started with, defaults and command-line settings included.
import { join, resolve } from 'node:path';
import { parseConfig, type LoadedConfig } from '../config/load-config';
import type { Run } from '../runs/run';

/**
 * Paths in it are relative to the folder that holds `.negative-space/runs/`, as they were when the
 * run began.
 * @throws InputError where the run's copy of its config is missing or damaged.
 */
export async function loadRunConfig(
  run: Run,
  overrides: readonly string[] = [],
): Promise<LoadedConfig> {
  const text = new TextDecoder().decode(await run.readFile('resolved.yaml'));
  const config = parseConfig(text, run.at('resolved.yaml'), overrides);
  const file = join(resolve(run.path, '../../..'), 'config.yaml');
  return { file, bytes: await run.readFile('config.yaml'), config };
}
