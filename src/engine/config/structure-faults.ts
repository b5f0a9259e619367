// Faults of structure that the schema library lets pass: every unknown name but the first of a
// section, names that every JavaScript object has, and lists in place of sections.
import type { Fault } from './fault';
import { nearestName } from './nearest-name';
import { runConfigSchema } from './run-config';
import { type SchemaShape, settingNames, shapeAt } from './schema-shape';
import { isSettings, pathText, type SettingPath, type Settings } from './settings';

const schema: SchemaShape = runConfigSchema;

export function structureFaults(settings: Settings): Fault[] {
  const faults: Fault[] = [];
  const visit = (section: Settings, path: SettingPath): void => {
    const names = settingNames(shapeAt(schema, settings, path));
    // A variant that does not exist has no names; it is a fault of its own.
    const isUnknown = (key: string): boolean =>
      key in Object.prototype || (names.length > 0 && !names.includes(key));
    for (const [key, value] of Object.entries(section)) {
      const here = [...path, key];
      if (isUnknown(key)) faults.push(unknownSetting(here, settings));
      else if (isSettings(value)) visit(value, here);
      else if (Array.isArray(value) && shapeAt(schema, settings, here)?.entries)
        faults.push(listForSection(here));
    }
  };
  visit(settings, []);
  return faults;
}

/** The fault of a setting whose name its section does not know. */
export function unknownSetting(path: SettingPath, settings: Settings): Fault {
  const section = path.slice(0, -1);
  const name = String(path.at(-1));
  const names = settingNames(shapeAt(schema, settings, section));
  const nearest = nearestName(name, names);
  const where = section.length === 0 ? 'a config' : `"${pathText(section)}"`;
  const hint = nearest ? `did you mean "${nearest}"?` : `${where} takes ${names.join(', ')}`;
  return {
    path,
    message: `unknown setting "${name}": ${hint}`,
    code: 'unknown-setting',
    ...(nearest !== undefined && { suggestion: nearest }),
  };
}

const listForSection = (path: SettingPath): Fault => ({
  path,
  message: `"${pathText(path)}" must be a section of settings, not a list`,
  code: 'wrong-type',
});
