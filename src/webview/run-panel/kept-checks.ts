// What is found of a kept place may be of an older version, or of none: each part is checked by these.
export type Found = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Found =>
  typeof value === 'object' && value !== null;
export const isNumber = (value: unknown): value is number => Number.isFinite(value);
export const isRow = (value: unknown): value is number =>
  Number.isInteger(value) && Number(value) >= 0;
/** Counted from 1. */
export const isPlace = (value: unknown): value is number => isRow(value) && value > 0;

/** Those of a list that pass; none of what is no list. */
export const those = <T>(found: unknown, pass: (each: unknown) => each is T): readonly T[] =>
  Array.isArray(found) ? found.filter(pass) : [];
