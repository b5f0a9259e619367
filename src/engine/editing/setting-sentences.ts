// What an editor says of a setting: its values, its default, and what it is.
import { presets } from '../config/presets';
import type { SchemaShape } from '../config/schema-shape';
import { isSettings, type SettingPath, type Settings } from '../config/settings';
import { holdsSettings } from './setting-schema';
import { code, description, valuesText } from './setting-values';
import { wordsAt } from './word-choices';

/** `default 0.5`, `required`, or the preset's value where it has one; undefined where there is none of these. */
export function defaultSentence(
  { preset }: Settings,
  path: SettingPath,
  entry: SchemaShape,
): string | undefined {
  const given = typeof preset === 'string' ? valueAt(presets.get(preset), path) : undefined;
  if (given !== undefined && !isSettings(given))
    return `${plain(given)} by preset ${String(preset)}`;
  if (entry.type !== 'optional') return entry.type === 'exact_optional' ? undefined : 'required';
  return holdsSettings(entry) ? undefined : `default ${plain(entry.default)}`;
}

/** Markdown: what the setting is, the values it takes, its default. */
export function settingMarkdown(settings: Settings, path: SettingPath, entry: SchemaShape): string {
  const fallback = defaultSentence(settings, path, entry);
  const values = valuesSentence(settings, path, entry);
  return [description(entry), values, fallback]
    .filter((part) => part !== undefined && part !== '')
    .join('\n\n');
}

function valuesSentence(settings: Settings, path: SettingPath, entry: SchemaShape): string {
  const words = wordsAt(settings, path).map(({ word }) => `\`${word}\``);
  if (holdsSettings(entry))
    return words.length === 0 ? '' : `a section of settings, or ${words.join(', ')}`;
  return words.length > 0 ? words.join(', ') : valuesText(entry);
}

/** What the preset says of a setting. */
const valueAt = (preset: unknown, path: SettingPath): unknown =>
  path.reduce<unknown>((value, key) => (isSettings(value) ? value[key] : undefined), preset);

const plain = (value: unknown): string => code(value).slice(1, -1);
