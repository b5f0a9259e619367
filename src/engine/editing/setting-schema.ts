// The schema of a setting where it stands in a config: the variant that its section chooses, by
// itself, by its shorthand or by the config's preset.
import { withPreset } from '../config/presets';
import { runConfigSchema } from '../config/run-config';
import { entryAt, type SchemaShape, shapeAt } from '../config/schema-shape';
import type { SettingPath, Settings } from '../config/settings';
import { expandShorthands } from '../config/shorthand';
import { unwrapped } from './setting-values';

const schema: SchemaShape = runConfigSchema;

/** The schema of a section; of one with variants, that of the chosen one. */
export const sectionAt = (settings: Settings, path: SettingPath): SchemaShape | undefined =>
  shapeAt(schema, laid(settings), path);

/** The schema of one setting, with what makes it optional; of a section, with all its variants. */
export const settingAt = (settings: Settings, path: SettingPath): SchemaShape | undefined =>
  entryAt(schema, laid(settings), path);

/** The variants among which the setting at a path chooses: `objective.name`, `negatives.from`. */
export function variantsChosenAt(settings: Settings, path: SettingPath): SchemaShape | undefined {
  if (path.length < 2) return undefined;
  const section = settingAt(settings, path.slice(0, -1));
  const shape = section && unwrapped(section);
  return shape?.type === 'variant' && shape.key === path.at(-1) ? shape : undefined;
}

/** True where a setting holds settings. */
export const holdsSettings = (entry: SchemaShape): boolean =>
  ['strict_object', 'variant'].includes(unwrapped(entry).type);

/** The settings with what their shorthands and their preset stand for; nobody has checked them. */
export const laid = (settings: Settings): Settings => withPreset(expandShorthands(settings));
