// The fault of settings that are each valid but make no sense together.
import type { Fault } from '../fault';
import { pathText, type SettingPath } from '../settings';

/** A list with the fault where something is `wrong`; `rest` follows the setting's name. */
export const conflictIf = (wrong: boolean, path: SettingPath, rest: string): Fault[] =>
  wrong ? [{ path, message: `"${pathText(path)}" ${rest}`, code: 'conflict' }] : [];

/** The fault of a range whose ends are in the wrong order. */
export const disorder = (path: SettingPath, [low, high]: readonly [number, number]): Fault[] =>
  conflictIf(low > high, path, `goes from low to high: write [${high}, ${low}]`);
