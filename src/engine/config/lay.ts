// One set of settings laid under another: a preset under what the config says.
import { isSettings, type Settings } from './settings';
import { withoutUnused } from './weighting-settings';

/**
 * What lies over wins, setting by setting. Of a section in which it chose another variant (`name`
 * or `from`), nothing comes from below; where it chose another weighting, nothing that only the
 * lower one's has a use for.
 */
export function lay(under: Settings, over: Settings): Settings {
  if (['name', 'from'].some((key) => differs(under, over, key))) return over;
  const below = differs(under, over, 'weighting') ? withoutUnused(under, over.weighting) : under;
  const merged: Settings = { ...below, ...over };
  for (const [key, lower] of Object.entries(below)) {
    const upper = over[key];
    if (isSettings(lower) && isSettings(upper)) merged[key] = lay(lower, upper);
  }
  return merged;
}

const differs = (under: Settings, over: Settings, key: string): boolean =>
  key in under && key in over && under[key] !== over[key];
