// Settings as plain values, before they are known to be valid.

/** A section of settings that nobody has checked yet. */
export type Settings = Record<string, unknown>;

/** Where a setting is: `['optimizer', 'betas', 0]`. */
export type SettingPath = readonly (string | number)[];

export const isSettings = (value: unknown): value is Settings =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `optimizer.betas[0]` */
export const pathText = (path: SettingPath): string =>
  path.reduce<string>(
    (text, key) => (typeof key === 'number' ? `${text}[${key}]` : text ? `${text}.${key}` : key),
    '',
  );
