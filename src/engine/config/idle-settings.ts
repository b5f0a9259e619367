// Settings that a person wrote and that others of the same config leave without effect.
import type { Fault } from './fault';
import type { Override } from './overrides';
import type { RunConfig } from './run-config';
import { idleUses, type SettingUse } from './setting-uses';
import { isSettings, type SettingPath, type Settings } from './settings';

/**
 * One fault for each of them that the config's text or an override gives; those of a preset and
 * the defaults are nobody's mistake. They stop nothing.
 */
export function idleSettings(
  config: RunConfig,
  text: Settings,
  overrides: readonly Override[],
): Fault[] {
  return (['negatives', 'optimizer'] as const).flatMap((section) => {
    const settings: Settings = { ...config[section] };
    const own = text[section];
    const isWritten = ({ setting }: SettingUse): boolean =>
      (isSettings(own) && Object.hasOwn(own, setting)) ||
      overrides.some(({ path }) => path[0] === section && path[1] === setting);
    const idle = firstOfEach(idleUses(section, settings).filter(isWritten));
    return idle.map((use) => faultOf(use, settings[use.by]));
  });
}

/** One reason for each setting. */
function firstOfEach(idle: readonly SettingUse[]): SettingUse[] {
  return idle.filter(
    ({ setting }, index) => idle.findIndex((other) => other.setting === setting) === index,
  );
}

function faultOf({ section, setting, by, words }: SettingUse, value: unknown): Fault {
  const path: SettingPath = [section, setting];
  const now = Array.isArray(value) ? `does not list ${words.join(' or ')}` : `is ${String(value)}`;
  const users = Array.isArray(value)
    ? ''
    : `; ${listed(words)} ${words.length > 1 ? 'use' : 'uses'} it`;
  return {
    path,
    message: `"${section}.${setting}" has no effect, for ${section}.${by} ${now}${users}`,
    code: 'no-effect',
  };
}

const listed = (words: readonly string[]): string =>
  words.length > 1 ? `${words.slice(0, -1).join(', ')} and ${words.at(-1)}` : words[0];
