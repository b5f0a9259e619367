// The words among which a setting chooses, each with its sentence.
import { presets } from '../config/presets';
import { choices, type SchemaShape } from '../config/schema-shape';
import type { SettingPath, Settings } from '../config/settings';
import { shorthandNames } from '../config/shorthand';
import { settingAt, variantsChosenAt } from './setting-schema';
import { code, description, isShape, unwrapped } from './setting-values';

export interface WordChoice {
  readonly word: string;
  /** What it means; of a word without a sentence of its own, what the setting is. */
  readonly sentence: string;
}

/** None where a setting takes no words; of a section, those that may stand in its place. */
export function wordsAt(settings: Settings, path: SettingPath): WordChoice[] {
  const entry = settingAt(settings, path);
  if (!entry) return [];
  const shape = unwrapped(entry);
  const variants = variantsChosenAt(settings, path) ?? shape;
  const words = new Set([
    ...(path.length === 1 ? shorthandNames(String(path[0])) : []),
    ...(shape.type === 'variant' && path.length > 1 ? [] : choices(variants)),
    ...(shape.type === 'boolean' ? ['true', 'false'] : []),
  ]);
  return [...words].map((word) => ({
    word,
    sentence: variantSentence(variants, word) ?? presetSentence(path, word) ?? description(entry),
  }));
}

function variantSentence({ key, options }: SchemaShape, word: string): string | undefined {
  if (key === undefined) return undefined;
  const names = (options ?? []).filter(isShape).flatMap(({ entries }) => entries?.[key] ?? []);
  const named = names.find((name) => unwrapped(name).literal === word);
  return named && description(named);
}

/** What a preset says; in place of an objective, the parts that are taken of it. */
function presetSentence([setting]: SettingPath, word: string): string | undefined {
  const preset = presets.get(word);
  if (!preset || (setting !== 'preset' && setting !== 'objective')) return undefined;
  const { objective, negatives } = preset;
  const said = setting === 'objective' ? { objective, negatives } : preset;
  return Object.entries(said)
    .map(([name, settings]) => `${name}: ${code(settings)}`)
    .join('  \n');
}
