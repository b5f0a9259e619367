// A fault of a setting, before it is known where in the text the setting stands.
import type { SettingPath } from './settings';

export type FaultCode =
  | 'syntax'
  | 'unknown-setting'
  | 'missing'
  | 'wrong-type'
  | 'out-of-range'
  | 'conflict'
  | 'no-such-file'
  | 'no-effect';

export interface Fault {
  readonly path: SettingPath;
  /** One sentence: what is wrong and what to do. */
  readonly message: string;
  readonly code: FaultCode;
  /** The name or word that was most likely meant. */
  readonly suggestion?: string;
}
