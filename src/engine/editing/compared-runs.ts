// Several runs side by side: their metrics, and the settings in which they differ.
import type { RunComparison } from '../../protocol/dashboard';
import { openRun } from '../runs/run-folder';
import { settingLeaves, type Leaves } from './setting-leaves';

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
    runs.map(async (run) => {
      const text = new TextDecoder().decode(await run.readFile('resolved.yaml'));
      return settingLeaves(text, run.path);
    }),
  );
  return { runs: described, differences: differencesOf(settings) };
}

/** In the order of the first run that has each. */
function differencesOf(settings: readonly Leaves[]): RunComparison['differences'] {
  const names = new Set(settings.flatMap((each) => [...each.keys()]));
  return [...names]
    .map((setting) => ({ setting, values: settings.map((each) => each.get(setting)) }))
    .filter(({ values }) => new Set(values).size > 1);
}
