// What the schema finds wrong with settings, in sentences a person can act on.
import * as v from 'valibot';
import type { Fault } from './fault';
import { nearestName } from './nearest-name';
import { type RunConfig, runConfigSchema } from './run-config';
import { choices, type SchemaShape, shapeAt } from './schema-shape';
import { shorthandNames } from './shorthand';
import { pathText, type SettingPath, type Settings } from './settings';
import { structureFaults, unknownSetting } from './structure-faults';

const schema: SchemaShape = runConfigSchema;

/** The settings with every default, or their faults, at most one for each setting. */
export function applySchema(
  settings: Settings,
  name: string,
): { readonly config?: RunConfig; readonly faults: readonly Fault[] } {
  const structure = structureFaults(settings);
  const result = v.safeParse(runConfigSchema, settings);
  if (result.success && structure.length === 0)
    return { config: { name, ...result.output }, faults: [] };
  const found = (result.issues ?? []).map((issue) => describe(issue, settings));
  const firsts = new Map<string, Fault>();
  for (const fault of found) {
    const key = pathText(fault.path);
    const within = structure.some(({ path }) => path.every((name, i) => name === fault.path[i]));
    if (!within && !firsts.has(key)) firsts.set(key, fault);
  }
  return { faults: [...firsts.values(), ...structure] };
}

type Issue = v.InferIssue<typeof runConfigSchema>;

function describe(issue: Issue, settings: Settings): Fault {
  const keys: SettingPath = issue.path?.map((item) => item.key as string | number) ?? [];
  const last = issue.path?.at(-1);
  if (last?.origin === 'key')
    return issue.expected === 'never' ? unknownSetting(keys, settings) : missing(keys);
  const inList = typeof keys.at(-1) === 'number';
  if (inList && (issue.input === undefined || issue.type === 'strict_tuple'))
    return wrongLength(keys.slice(0, -1), settings);
  return wrongValue(issue, keys, settings);
}

function missing(path: SettingPath): Fault {
  const whole = path.length === 1 && path[0] === 'data' ? ['data', 'train'] : path;
  const hint = whole[0] === 'data' ? ': say where the training samples are' : '';
  return { path: whole, message: `"${pathText(whole)}" is missing${hint}`, code: 'missing' };
}

function wrongLength(path: SettingPath, settings: Settings): Fault {
  const sentence = shapeAt(schema, settings, path)?.message;
  const must = typeof sentence === 'string' ? sentence : 'has a wrong number of entries';
  return { path, message: `"${pathText(path)}" ${must}`, code: 'wrong-type' };
}

function wrongValue(issue: Issue, path: SettingPath, settings: Settings): Fault {
  const name = pathText(path);
  if (issue.input === null)
    return {
      path,
      message: `"${name}" is empty: give it a value or remove the line`,
      code: 'wrong-type',
    };
  const section = issue.expected === 'Object';
  const texts = section ? shorthandNames(name) : choicesAt(issue, path, settings);
  const must = section ? sectionSentence(texts) : issue.message;
  const nearest = typeof issue.input === 'string' ? nearestName(issue.input, texts) : undefined;
  const hint = nearest ? `; did you mean "${nearest}"?` : '';
  const code = issue.kind === 'validation' ? 'out-of-range' : 'wrong-type';
  return {
    path,
    message: `"${name}" ${must}, not ${shown(issue.input)}${hint}`,
    code,
    ...(nearest !== undefined && { suggestion: nearest }),
  };
}

const choicesAt = (issue: Issue, path: SettingPath, settings: Settings): string[] =>
  choices(shapeAt(schema, settings, issue.type === 'variant' ? path.slice(0, -1) : path));

const sectionSentence = (names: readonly string[]): string =>
  ['must be a section of settings', ...(names.length > 0 ? [names.join(', ')] : [])].join(
    ', or one of ',
  );

function shown(value: unknown): string {
  const text = JSON.stringify(value);
  if (typeof value === 'number') return String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
