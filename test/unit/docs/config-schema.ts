// Writes media/config.schema.json from the schema of the config, for editors' own checks of YAML and
// JSON. It never refuses a config that the product takes: what depends on a preset is left open.
import { type JsonSchema, toJsonSchema } from '@valibot/to-json-schema';
import { format, resolveConfig } from 'prettier';
import { runConfigSchema } from '../../../src/engine/config/run-config';
import { choices, type SchemaShape } from '../../../src/engine/config/schema-shape';
import { shorthandNames } from '../../../src/engine/config/shorthand';
import { unwrapped } from '../../../src/engine/editing/setting-values';

/** The whole text, formatted as the repository's files are. */
export async function configSchema(): Promise<string> {
  const { $schema, ...schema } = toJsonSchema(runConfigSchema, { typeMode: 'input' });
  const properties = Object.entries(schema.properties ?? {}).map(([name, property]) => [
    name,
    typeof property === 'object' ? section(name, property) : property,
  ]);
  const whole = {
    $schema,
    $comment: 'Generated from the schema: npx vitest run test/unit/docs --update',
    title: 'Encoder config',
    ...schema,
    properties: Object.fromEntries(properties) as Record<string, JsonSchema>,
  };
  const text = JSON.stringify(whole, (key, value: unknown) =>
    // Of numbers without an upper end.
    key === 'maximum' && value === Number.MAX_SAFE_INTEGER ? undefined : value,
  );
  const file = 'media/config.schema.json';
  return format(text, { ...(await resolveConfig(file)), filepath: file });
}

/** A section, with the words that may stand in its place. */
function section(name: string, property: JsonSchema): JsonSchema {
  const words = shorthandNames(name);
  if (words.length === 0) return property;
  const { description, default: standard, ...own } = property;
  // Not oneOf: without its name a section may fit several.
  const variants = own.oneOf ?? [own];
  return {
    ...(description !== undefined && { description }),
    anyOf: [{ type: 'string', enum: words }, ...variants.map((each) => withoutName(name, each))],
    ...(standard !== undefined && { default: standard }),
  };
}

/** A variant's own name may be a preset's to say. */
function withoutName(section: string, variant: JsonSchema | boolean): JsonSchema | boolean {
  if (typeof variant === 'boolean' || !variant.required) return variant;
  const key = discriminator(section);
  return { ...variant, required: variant.required.filter((name) => name !== key) };
}

function discriminator(section: string): string | undefined {
  const entries: Readonly<Record<string, SchemaShape>> = runConfigSchema.entries;
  const shape = unwrapped(entries[section]);
  return choices(shape).length > 0 ? shape.key : undefined;
}
