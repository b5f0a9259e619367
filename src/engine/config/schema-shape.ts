// What a schema allows at a path: the names of a section's settings, the words of a choice.
import { isSettings, type SettingPath } from './settings';

/** The parts of a valibot schema that are read here. */
export interface SchemaShape {
  readonly type: string;
  readonly wrapped?: SchemaShape;
  readonly entries?: Readonly<Record<string, SchemaShape>>;
  readonly items?: readonly SchemaShape[];
  readonly item?: SchemaShape;
  readonly key?: string;
  readonly options?: readonly (SchemaShape | string | number)[];
  readonly literal?: unknown;
  readonly message?: unknown;
  /** Of what may be left out. */
  readonly default?: unknown;
  /** The schema itself, then its range and its description. */
  readonly pipe?: readonly unknown[];
  readonly description?: string;
}

/** The schema at a path; `value` decides between variants. */
export function shapeAt(
  schema: SchemaShape,
  value: unknown,
  path: SettingPath,
): SchemaShape | undefined {
  const shape = chosen(unwrapped(schema), value);
  if (path.length === 0) return shape;
  const [key, ...rest] = path;
  const child =
    typeof key === 'number' ? (shape.items?.[key] ?? shape.item) : ownEntry(shape.entries, key);
  const childValue = isSettings(value) ? value[key] : undefined;
  return child && shapeAt(child, childValue, rest);
}

/** The schema of a setting with what makes it optional; of a section that has variants, all of them. */
export function entryAt(
  schema: SchemaShape,
  value: unknown,
  path: SettingPath,
): SchemaShape | undefined {
  const key = path.at(-1);
  const section = shapeAt(schema, value, path.slice(0, -1));
  return typeof key === 'number'
    ? (section?.items?.[key] ?? section?.item)
    : ownEntry(section?.entries, String(key));
}

/** Names of the settings of a section. */
export const settingNames = (shape: SchemaShape | undefined): string[] =>
  Object.keys(shape?.entries ?? {});

/** The words that a choice or a variant's name may take. */
export function choices(schema: SchemaShape | undefined): string[] {
  return (schema?.options ?? []).flatMap((option) => {
    if (typeof option !== 'object') return [String(option)];
    const name = schema?.key === undefined ? undefined : option.entries?.[schema.key];
    return name ? [String(unwrapped(name).literal)] : [];
  });
}

function unwrapped(schema: SchemaShape): SchemaShape {
  return schema.wrapped ? unwrapped(schema.wrapped) : schema;
}

/** Of a variant, the option that the value names; the first where it names none. */
function chosen(schema: SchemaShape, value: unknown): SchemaShape {
  if (schema.type !== 'variant' || schema.key === undefined) return schema;
  const { key } = schema;
  const name = isSettings(value) ? value[key] : undefined;
  if (name === undefined) return firstOption(schema);
  return (
    objectOptions(schema).find((option) => {
      const discriminator = option.entries?.[key];
      return discriminator && unwrapped(discriminator).literal === name;
    }) ?? schema
  );
}

const objectOptions = (schema: SchemaShape): SchemaShape[] =>
  (schema.options ?? []).filter((option) => typeof option === 'object');

const firstOption = (schema: SchemaShape): SchemaShape => objectOptions(schema)[0] ?? schema;

const ownEntry = (entries: SchemaShape['entries'], key: string): SchemaShape | undefined =>
  entries && Object.hasOwn(entries, key) ? entries[key] : undefined;
