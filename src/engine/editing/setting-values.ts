// What a setting's schema takes and gives, in words: of the reference, of the editor's help.
import type { SchemaShape } from '../config/schema-shape';

export const isShape = (value: unknown): value is SchemaShape =>
  typeof value === 'object' && value !== null && 'kind' in value && 'type' in value;

/** Without what makes it optional. */
export const unwrapped = (schema: SchemaShape): SchemaShape =>
  schema.wrapped ? unwrapped(schema.wrapped) : schema;

/** The sentence of its schema; none where it has none. */
export function description(schema: SchemaShape): string {
  const parts = (unwrapped(schema).pipe ?? []).filter(isShape);
  return parts.find(({ type }) => type === 'description')?.description ?? '';
}

/** The default as YAML in one line; `none` where a setting may be left out and has none. */
export function defaultText(schema: SchemaShape): string {
  if (schema.type === 'exact_optional') return 'none';
  if (schema.type !== 'optional') return '**required**';
  return code(schema.default);
}

/** The values that a setting takes. */
export function valuesText(schema: SchemaShape): string {
  const shape = unwrapped(schema);
  switch (shape.type) {
    case 'picklist':
      return (shape.options ?? []).map(code).join(', ');
    case 'literal':
      return code(shape.literal);
    case 'strict_tuple':
      return `${sentence(shape)}, ${rangesText(shape.items ?? [])}`;
    default:
      return sentence(shape);
  }
}

/** `each from 0 to 1`, or the range of each number. */
function rangesText(items: readonly SchemaShape[]): string {
  const ranges = items.map((item) => sentence(unwrapped(item)).replace('a number ', ''));
  return new Set(ranges).size === 1 ? `each ${ranges[0]}` : ranges.join('; ');
}

/** The sentence of a wrong value tells what is right: `must be a number from 0 to 1`. */
function sentence({ message, type }: SchemaShape): string {
  if (typeof message !== 'string') throw new Error(`a ${type} says nothing of its values`);
  return message.replace(/^must be /, '').replace(/^must list from /, 'a list of ');
}

export const code = (value: unknown): string =>
  `\`${JSON.stringify(value).replaceAll('"', '').replaceAll(',', ', ')}\``;
