// Settings as names with dots and values in one line: so that those of several runs can be compared.
import { parse, stringify } from 'yaml';
import { isSettings, type Settings } from '../config/settings';
import { InputError } from '../input-error';

/** `objective.temperature` -> `0.5`, in the order of the text. */
export type Leaves = ReadonlyMap<string, string>;

/**
 * Of a `resolved.yaml`. A list is one value; the run's name is no setting.
 * @throws InputError where the text is damaged; `run` is the folder that it is of.
 */
export function settingLeaves(text: string, run: string): Leaves {
  const found = new Map<string, string>();
  const visit = (section: Settings, path: string): void => {
    for (const [key, value] of Object.entries(section)) {
      if (isSettings(value)) visit(value, `${path}${key}.`);
      else found.set(path + key, inOneLine(value));
    }
  };
  visit(settingsIn(text, run), '');
  found.delete('name');
  return found;
}

function settingsIn(text: string, run: string): Settings {
  try {
    const settings: unknown = parse(text, { logLevel: 'error' });
    return isSettings(settings) ? settings : {};
  } catch {
    throw new InputError("the run's resolved.yaml is damaged", { file: run });
  }
}

const inOneLine = (value: unknown): string =>
  stringify(value, { collectionStyle: 'flow', lineWidth: 0 }).trim();
