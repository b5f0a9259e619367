// The settings that a run had otherwise than its config file says: given on a command line, or as one of
// a comparison.
import type { OtherSetting } from '../../protocol/run-view';
import { parseConfig } from '../config/load-config';
import { resolvedYaml } from '../config/resolved-yaml';
import { settingLeaves, type Leaves } from '../editing/setting-leaves';
import { InputError } from '../input-error';
import type { Run } from '../runs/run';

/**
 * In the order of the settings. Empty where the file alone is no config that could run.
 * @throws InputError where the run's copies of its config are missing or damaged.
 */
export async function otherSettings(run: Run): Promise<OtherSetting[]> {
  const [resolved, file] = await Promise.all(
    ['resolved.yaml', 'config.yaml'].map((name) => run.readFile(name)),
  );
  const written = leavesOf(new TextDecoder().decode(file), run);
  if (!written) return [];
  const ran = settingLeaves(new TextDecoder().decode(resolved), run.path);
  return [...new Set([...ran.keys(), ...written.keys()])]
    .filter((setting) => ran.get(setting) !== written.get(setting))
    .map((setting) => ({
      setting,
      ...value('ran', ran.get(setting)),
      ...value('written', written.get(setting)),
    }));
}

function leavesOf(text: string, run: Run): Leaves | undefined {
  try {
    return settingLeaves(resolvedYaml(parseConfig(text, run.at('config.yaml'))), run.path);
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
