// What may be written at a place of a config: settings that its section does not have yet, and words.
import type { ConfigCompletion } from '../../protocol/engine-library';
import { type SchemaShape, settingNames } from '../config/schema-shape';
import { isSettings, type SettingPath, type Settings } from '../config/settings';
import { type Cursor, cursorAt } from './cursor';
import { holdsSettings, sectionAt, settingAt } from './setting-schema';
import { defaultSentence, settingMarkdown } from './setting-sentences';
import { description } from './setting-values';
import { wordsAt } from './word-choices';

/**
 * In the schema's order. A text of several lines is to be indented like the line it is put in, as
 * editors do. Nothing where the text says too little.
 */
export function completeConfig(text: string, offset: number): ConfigCompletion[] {
  const cursor = cursorAt(text, offset);
  if (!cursor) return [];
  const place: Place = { ...cursor, json: text.trimStart().startsWith('{'), text };
  if (cursor.role === 'name') return missingSettings(place);
  const words = completeWords(place);
  const below = cursor.ownLine && isOpen(place) ? missingSettings(place) : [];
  return [...below, ...words];
}

interface Place extends Cursor {
  /** Every name is in quotes. */
  readonly json: boolean;
  readonly text: string;
}

/** True for a section's own place: what stands there may be the first of its settings. */
function isOpen({ settings, path }: Place): boolean {
  if (path.length === 0) return true;
  const entry = settingAt(settings, path);
  return entry !== undefined && holdsSettings(entry);
}

function missingSettings(place: Place): ConfigCompletion[] {
  const { settings, path, start, end } = place;
  const taken = Object.keys(sectionOf(settings, path));
  const names = settingNames(sectionAt(settings, path)).filter((name) => !taken.includes(name));
  return names.flatMap((name): ConfigCompletion[] => {
    const here = [...path, name];
    const entry = settingAt(settings, here);
    if (!entry) return [];
    const detail = defaultSentence(settings, here, entry);
    const documentation = settingMarkdown(settings, here, entry);
    return [
      {
        label: name,
        kind: 'setting',
        insert: settingText(name, entry, place),
        start,
        end,
        ...(detail !== undefined && { detail }),
        ...(documentation !== '' && { documentation }),
        ...(wordsAt(settings, here).length > 0 && { choosesNext: true }),
      },
    ];
  });
}

function settingText(name: string, entry: SchemaShape, place: Place): string {
  const written = quoted(name, place);
  if (place.hasColon) return written;
  const opens = holdsSettings(entry) && place.ownLine && !place.json && !inFlow(place);
  // Of sections that are mostly one word, the word comes first.
  const words = wordsAt(place.settings, [...place.path, name]);
  return opens && words.length === 0 ? `${written}:\n  ` : `${written}: `;
}

/** In braces of YAML's flow style. */
function inFlow({ text, start }: Place): boolean {
  const before = text.slice(0, start).replace(/(^|\s)#.*$/gm, '');
  return before.split('{').length > before.split('}').length;
}

function completeWords(place: Place): ConfigCompletion[] {
  const { settings, path, start, end } = place;
  const entry = settingAt(settings, path);
  const detail = entry && defaultSentence(settings, path, entry);
  return wordsAt(settings, path).map(({ word, sentence }) => ({
    label: word,
    kind: 'value',
    insert: isPlain(word) ? word : quoted(word, place),
    start,
    end,
    ...(detail !== undefined && { detail }),
    ...(sentence !== '' && { documentation: sentence || description(entry!) }),
  }));
}

/** Numbers and truth values stand without quotes in JSON too. */
const isPlain = (word: string): boolean => /^(true|false|-?\d+(\.\d+)?)$/.test(word);

/** In the quotes that are there already, or in those that JSON needs. */
function quoted(word: string, { json, text, start }: Place): string {
  const first = text.at(start);
  const quote = first === '"' || first === "'" ? first : json ? '"' : '';
  return quote + word + quote;
}

function sectionOf(settings: Settings, path: SettingPath): Settings {
  const found = path.reduce<unknown>(
    (value, key) => (isSettings(value) ? value[key] : undefined),
    settings,
  );
  return isSettings(found) ? found : {};
}
