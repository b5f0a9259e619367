// Several runs side by side: their metrics, and the settings in which they differ.
import { parse, stringify } from 'yaml';
import type { RunComparison } from '../../protocol/dashboard';
import { isSettings, type Settings } from '../config/settings';
import { InputError } from '../input-error';
import { openRun } from '../runs/run-folder';

/** @throws InputError where a run is missing or damaged. */
export async function compareRuns(paths: readonly string[]): Promise<RunComparison> {
  const runs = await Promise.all(paths.map(openRun));
  const described = await Promise.all(
    runs.map(async (run) => ({
      id: run.id,
      name: (await run.record()).name,
      metrics: await run.metrics(),
    })),
  );
  const settings = await Promise.all(
    runs.map(async (run) => leaves(settingsIn(await run.readFile('resolved.yaml'), run.path))),
  );
  return { runs: described, differences: differencesOf(settings) };
}

type Leaves = ReadonlyMap<string, string>;

/** In the order of the first run that has each. */
function differencesOf(settings: readonly Leaves[]): RunComparison['differences'] {
  const names = new Set(settings.flatMap((each) => [...each.keys()]));
  return [...names]
    .map((setting) => ({ setting, values: settings.map((each) => each.get(setting)) }))
    .filter(({ values }) => new Set(values).size > 1);
}

/** `objective.temperature` -> `0.5`. A list is one value; the run's name is no setting. */
function leaves(settings: Settings): Leaves {
  const found = new Map<string, string>();
  const visit = (section: Settings, path: string): void => {
    for (const [key, value] of Object.entries(section)) {
      if (isSettings(value)) visit(value, `${path}${key}.`);
      else found.set(path + key, inOneLine(value));
    }
  };
  visit(settings, '');
  found.delete('name');
  return found;
}

function settingsIn(bytes: Uint8Array, run: string): Settings {
  try {
    const settings: unknown = parse(new TextDecoder().decode(bytes), { logLevel: 'error' });
    return isSettings(settings) ? settings : {};
  } catch {
    throw new InputError("the run's resolved.yaml is damaged", { file: run });
  }
}

const inOneLine = (value: unknown): string =>
  stringify(value, { collectionStyle: 'flow', lineWidth: 0 }).trim();
