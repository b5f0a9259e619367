// Text in place of a section: `encoder: conv` is `encoder: { name: conv }`. It is expanded before the
// schema sees the settings, which hence knows sections only. `objective` also takes the name of a
// preset: its loss, and which negatives and positives this loss is of.
import { encoderSection } from './encoder-section';
import { lay } from './lay';
import { negativesSection } from './negatives-section';
import { objectiveSection } from './objective-section';
import { optimizerSection } from './optimizer-section';
import { positivesSection } from './positives-section';
import { presets } from './presets';
import { choices, type SchemaShape } from './schema-shape';
import { isSettings, type Settings } from './settings';
import { withoutUnused } from './weighting-settings';

interface Section {
  /** The setting that the text is the value of. */
  readonly key: 'name' | 'from';
  readonly schema: SchemaShape;
}

const sections: ReadonlyMap<string, Section> = new Map([
  ['positives', { key: 'from', schema: positivesSection }],
  ['encoder', { key: 'name', schema: encoderSection }],
  ['second_encoder', { key: 'name', schema: encoderSection }],
  ['objective', { key: 'name', schema: objectiveSection }],
  ['negatives', { key: 'from', schema: negativesSection }],
  ['optimizer', { key: 'name', schema: optimizerSection.entries.name.wrapped }],
]);

/** What may stand in place of a section; nothing where only settings may. */
export function shorthandNames(section: string): string[] {
  const own = choices(sections.get(section)?.schema);
  return section === 'objective' ? [...new Set([...presets.keys(), ...own])] : own;
}

/**
 * The settings of a config file, every text that stands for a section expanded. Of a preset's
 * negatives and positives, what the file says itself wins. Unknown texts are left to the schema.
 */
export function expandShorthands(settings: Settings): Settings {
  const named = [...sections.keys()].reduce(expandName, settings);
  const { objective, ...rest } = named;
  const preset = parts(objective);
  return preset ? lay(preset, rest) : named;
}

/**
 * As `expandShorthands`, for a section that was set later than the rest: what its text stands for
 * wins over the kind of negatives, and over the positives, that the settings had. Of their other
 * settings all stay that still have a use.
 */
export function expandLaterShorthand(settings: Settings, section: string): Settings {
  const { objective, ...rest } = settings;
  const preset = section === 'objective' ? parts(objective) : undefined;
  if (!preset) return expandName(settings, section);
  const { negatives, positives } = preset;
  return {
    ...rest,
    ...preset,
    negatives: negativesOver(negatives, sectionOf(rest, 'negatives')),
    ...(positives && { positives: variantOver(positives, sectionOf(rest, 'positives')) }),
  };
}

function expandName(settings: Settings, section: string): Settings {
  const text = settings[section];
  const { key, schema } = sections.get(section) ?? {};
  if (key === undefined || typeof text !== 'string') return settings;
  // Of a name that is both, the preset says more.
  if (section === 'objective' && presets.has(text)) return settings;
  return choices(schema).includes(text) ? { ...settings, [section]: { [key]: text } } : settings;
}

interface Parts extends Settings {
  readonly objective: Settings;
  readonly negatives: Settings;
  /** Only whose samples they are: how views are made is not the loss's. */
  readonly positives?: Settings;
}

/** What a preset says of its loss. */
function parts(name: unknown): Parts | undefined {
  const preset = typeof name === 'string' ? presets.get(name) : undefined;
  if (!preset) return undefined;
  const { objective = {}, negatives = {}, positives } = preset;
  const from = positives?.from;
  return {
    objective: { ...objective },
    negatives: { ...negatives },
    ...(from !== undefined && { positives: { from } }),
  };
}

function negativesOver(over: Settings, under: Settings): Settings {
  const { weighting } = over;
  return { ...over, ...withoutUnused(variantOver(over, under), weighting), weighting };
}

/** The lower settings with the upper variant; what belongs to another variant alone is gone. */
function variantOver({ from }: Settings, under: Settings): Settings {
  if (from === undefined || from === under.from) return under;
  const kept = Object.entries(under).filter(([name]) => !ofOneVariant.has(name));
  return { ...Object.fromEntries(kept), from };
}

const ofOneVariant: ReadonlySet<string> = new Set([
  ...['among', 'size', 'momentum'],
  ...['file', 'window', 'with'],
]);

const sectionOf = (settings: Settings, name: string): Settings => {
  const section = settings[name];
  return isSettings(section) ? section : {};
};
