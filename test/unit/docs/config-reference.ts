// Writes docs/config.md from the schema of the config: every setting with its default, its values
// and its sentence.
import { format, resolveConfig } from 'prettier';
import { stringify } from 'yaml';
import { presets } from '../../../src/engine/config/presets';
import { runConfigSchema } from '../../../src/engine/config/run-config';
import type { SchemaShape } from '../../../src/engine/config/schema-shape';
import {
  code,
  defaultText,
  description,
  isShape,
  unwrapped,
  valuesText,
} from '../../../src/engine/editing/setting-values';

const introduction = `# The config

<!-- Generated from the schema: npx vitest run test/unit/docs --update -->

A training is described by one file, called \`<name>.contrast.yaml\` (or \`.contrast.yml\`, \`.contrast.json\`). Only \`data.train\` must be there; what is left out takes the default below, most of them a paper's. Paths are relative to the config's folder.

\`\`\`yaml
data:
  train: ./images
negatives: { weighting: hard, tau_plus: 0.1, beta: 1 }
\`\`\`

\`negative-space check <config>\` names every mistake with its line and column, and with \`--resolved\` prints the config with all defaults. \`--set path=value\` changes one setting for one run, for example \`--set objective.temperature=0.2\`.

Text may stand in place of a section that has kinds: \`encoder: conv\` is \`encoder: { name: conv }\`, and so for \`second_encoder\`, \`objective\` and \`optimizer\`; \`negatives: queue\` is \`negatives: { from: queue }\`, and so for \`positives\`. \`objective\` also takes the name of a [preset](#presets): that is the preset's objective and negatives and, where the loss is of no augmented views, whose samples its positives are; what the config says of its negatives and positives wins. Set later, as by \`--set objective=hcl\`, the preset's kind of negatives wins over the config's, whose other settings stay where they have a use. Expanded, they are what \`check --resolved\` prints.
`;

/** The whole text, formatted as the repository's documents are. */
export async function configReference(): Promise<string> {
  const schema: SchemaShape = runConfigSchema;
  const entries = Object.entries(schema.entries ?? {});
  const plain = entries.filter(([, entry]) => !isSection(entry));
  const sections = entries.filter(([, entry]) => isSection(entry));
  const text = [
    introduction,
    table(plain),
    ...sections.map(([name, entry], i) => section(name, entry, sections.slice(0, i))),
    presetsText(),
  ].join('\n\n');
  const options = await resolveConfig('docs/config.md');
  return format(text, { ...options, parser: 'markdown' });
}

const isSection = (schema: SchemaShape): boolean =>
  ['strict_object', 'variant'].includes(unwrapped(schema).type);

function section(
  name: string,
  schema: SchemaShape,
  before: readonly (readonly [string, SchemaShape])[],
): string {
  const shape = unwrapped(schema);
  const title = [`## \`${name}\``, description(schema)];
  const [like] = before.find(([, other]) => isAlike(shape, unwrapped(other))) ?? [];
  if (like !== undefined)
    return [...title, `Takes what [\`${like}\`](#${like}) takes.`].join('\n\n');
  if (shape.type !== 'variant') return [...title, table(settings(shape))].join('\n\n');
  const variants = (shape.options ?? []).filter(isShape).map(unwrapped);
  const shared = sharedSettings(variants);
  const texts = variants.map((variant) => {
    const own = settings(variant).filter(([setting]) => !shared.has(setting));
    return `### ${variantTitle(variant)}\n\n${table(own)}`;
  });
  const rest =
    shared.size === 0 ? [] : [`### Whatever the \`${shape.key ?? 'name'}\``, table([...shared])];
  return [...title, ...texts, ...rest].join('\n\n');
}

/** True where two sections have the same variants. */
const isAlike = (one: SchemaShape, other: SchemaShape): boolean =>
  one.options !== undefined && one.options === other.options;

/** What every variant takes, with the same default and values. */
function sharedSettings([first, ...others]: readonly SchemaShape[]): Map<string, SchemaShape> {
  const everywhere = settings(first).filter(([name, schema]) =>
    others.every(({ entries = {} }) => entries[name] === schema),
  );
  return new Map(everywhere);
}

/** \`name: conv\`, and whether it is taken where nothing is said. */
function variantTitle({ entries = {} }: SchemaShape): string {
  const [key, schema] = Object.entries(entries)[0];
  const preset = schema.type === 'optional' ? ' (default)' : '';
  return `\`${key}: ${String(unwrapped(schema).literal)}\`${preset}`;
}

/** The settings of a section, those of sections inside it by their whole path. */
function settings({ entries = {} }: SchemaShape, path = ''): [string, SchemaShape][] {
  return Object.entries(entries).flatMap(([name, schema]): [string, SchemaShape][] =>
    isSection(schema)
      ? settings(unwrapped(schema), `${path}${name}.`)
      : [[`${path}${name}`, schema]],
  );
}

function table(rows: readonly (readonly [string, SchemaShape])[]): string {
  const lines = rows.map(([name, schema]) =>
    [code(name), defaultText(schema), valuesText(schema), description(schema)].join(' | '),
  );
  return ['| setting | default | values | |', '| --- | --- | --- | --- |', ...lines].join('\n');
}

function presetsText(): string {
  const rule =
    "A preset lies under what the config says itself: each setting of the config wins. A section in which the config chooses another variant (`name` or `from`) is the config's alone, and where it chooses another `weighting`, what only the preset's has a use for is gone. What a preset does not hold of its paper stands in its comment in `src/engine/config/presets`.";
  const texts = [...presets].map(([name, preset]) => {
    const lines = Object.entries(preset).map(([key, value]) => `${key}: ${inOneLine(value)}`);
    return [`### \`preset: ${name}\``, `\`\`\`yaml\n${lines.join('\n')}\n\`\`\``].join('\n\n');
  });
  return ['## Presets', rule, ...texts].join('\n\n');
}

const inOneLine = (value: unknown): string =>
  stringify(value, { collectionStyle: 'flow', lineWidth: 0 }).trim();
