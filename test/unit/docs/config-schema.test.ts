// media/config.schema.json says what the schema says, and editors are told of it.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { configSchema } from './config-schema';

it('media/config.schema.json holds every setting with its description, default and range', async () => {
  await expect(await configSchema()).toMatchFileSnapshot('../../../media/config.schema.json');
});

interface Section {
  readonly anyOf: readonly {
    readonly enum?: readonly string[];
    readonly properties?: Readonly<Record<string, object>>;
    readonly required?: readonly string[];
  }[];
}

async function sections(): Promise<Readonly<Record<string, Section>>> {
  const schema = JSON.parse(await configSchema()) as { properties: Record<string, Section> };
  return schema.properties;
}

it.each([
  ['encoder', ['conv', 'mlp']],
  ['second_encoder', ['conv', 'mlp']],
  ['optimizer', ['adam', 'sgd']],
  ['negatives', ['queue']],
  ['positives', ['label']],
  ['objective', ['triplet', 'hcl', 'moco-v2']],
])('a word may stand in place of %s', async (name, words) => {
  const [first] = (await sections())[name].anyOf;
  expect(first.enum).toEqual(expect.arrayContaining(words));
});

it("a variant's own name may be left to the preset, what only it needs may not", async () => {
  const { negatives, positives } = await sections();
  const queue = negatives.anyOf.find(({ properties }) => properties && 'momentum' in properties);
  expect(queue?.required).toEqual([]);
  const aligned = positives.anyOf.find(({ properties }) => properties && 'with' in properties);
  expect(aligned?.required).toEqual(['with']);
});

it('the manifest gives it to editors for every ending of a config', () => {
  const { contributes } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    readonly contributes: Readonly<
      Record<'jsonValidation' | 'yamlValidation', readonly { fileMatch: string; url: string }[]>
    >;
  };
  const { jsonValidation, yamlValidation } = contributes;
  expect(jsonValidation.map(({ fileMatch }) => fileMatch)).toEqual(['*.contrast.json']);
  expect(yamlValidation.map(({ fileMatch }) => fileMatch)).toEqual([
    '*.contrast.yaml',
    '*.contrast.yml',
  ]);
  for (const { url } of [...jsonValidation, ...yamlValidation])
    expect(url).toBe('./media/config.schema.json');
});
