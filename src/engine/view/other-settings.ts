// The settings that a run had otherwise than its config file says: given on a command line, or as one of
// a comparison.
import type { OtherSetting } from '../../protocol/run-view';
import { parseConfig } from '../config/load-config';
import { resolvedYaml } from '../config/resolved-yaml';
import type { RunConfig } from '../config/run-config';
import { settingLeaves, type Leaves } from '../editing/setting-leaves';
import { InputError } from '../input-error';
import type { Run } from '../runs/run';
import { loadRunConfig } from '../session/run-config-file';

/**
 * In the order of the settings. Empty where the file alone is no config that could run. Both are read by
 * today's schema: a setting that came after the run is none of it.
 * @throws InputError where the run's copies of its config are missing or damaged.
 */
export async function otherSettings(run: Run): Promise<OtherSetting[]> {
  const { bytes, config } = await loadRunConfig(run);
  const written = leavesOf(run, () =>
    parseConfig(new TextDecoder().decode(bytes), run.at('config.yaml')),
  );
  const ran = leavesOf(run, () => config);
  if (!written || !ran) return [];
  return [...new Set([...ran.keys(), ...written.keys()])]
    .filter((setting) => ran.get(setting) !== written.get(setting))
    .map((setting) => ({
      setting,
      ...value('ran', ran.get(setting)),
      ...value('written', written.get(setting)),
    }));
}

function leavesOf(run: Run, config: () => RunConfig): Leaves | undefined {
  try {
    return settingLeaves(resolvedYaml(config()), run.path);
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}

const value = <Name extends string>(
  name: Name,
  text: string | undefined,
): Partial<Record<Name, string>> =>
  text === undefined ? {} : ({ [name]: text } as Record<Name, string>);
