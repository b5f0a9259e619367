// Completion over texts with a mark ‸ where the cursor is.
import { describe, expect, it } from 'vitest';
import { checkConfig } from '../../../src/engine/editing/check-config';
import { completeConfig } from '../../../src/engine/editing/complete-config';
import type { ConfigCompletion } from '../../../src/protocol/engine-library';

const split = (marked: string): { readonly text: string; readonly offset: number } => ({
  text: marked.replace('‸', ''),
  offset: marked.indexOf('‸'),
});

function complete(marked: string): ConfigCompletion[] {
  const { text, offset } = split(marked);
  return completeConfig(text, offset);
}

const labels = (marked: string): string[] => complete(marked).map(({ label }) => label);

/** The text after a completion is taken. */
function take(marked: string, label: string): string {
  const { text } = split(marked);
  const item = complete(marked).find((each) => each.label === label);
  if (!item) throw new Error(`no completion "${label}" in: ${labels(marked).join(', ')}`);
  return text.slice(0, item.start) + item.insert + text.slice(item.end);
}

const sections = [
  'preset',
  'name',
  'data',
  'positives',
  'encoder',
  'second_encoder',
  'head',
  'objective',
  'negatives',
  'optimizer',
  'train',
  'evaluate',
];
const without = (...names: string[]): string[] => sections.filter((name) => !names.includes(name));

describe('settings', () => {
  it.each([
    ['an empty text', '‸', sections],
    ['below a section', 'data:\n  train: .\n‸', without('data')],
    ['between sections', 'data: { train: . }\n‸\ntrain: { epochs: 3 }\n', without('data', 'train')],
    ['a word that was begun', 'data: { train: . }\nob‸', without('data')],
    ['a section alone', 'head:\n  ‸', ['layers', 'batch_norm']],
    ['after its first setting', 'head:\n  layers: [8]\n  ‸', ['batch_norm']],
    ['before its first setting', 'head:\n  ‸\n  layers: [8]', ['batch_norm']],
    ['a key without value before it', 'head:\n  layers:\n  ba‸\n', ['batch_norm']],
    ['a key without value after it', 'head:\n  ‸\n  layers:\ntrain:', ['batch_norm']],
    ['braces', 'head: { ‸ }', ['layers', 'batch_norm']],
    ['braces with settings', 'head: { layers: [8], ‸ }', ['batch_norm']],
    ['braces that are open', 'head: { layers: [8], b‸', ['batch_norm']],
    ['a section of a section', 'evaluate:\n  knn:\n    ‸', ['k', 'temperature']],
    ['JSON', '{ "head": { "‸" } }', ['layers', 'batch_norm']],
    ['JSON of several lines', '{\n  "head": {\n    "layers": [8],\n    ‸\n  }\n}', ['batch_norm']],
    ['JSON before a setting', '{\n  "head": {\n    "‸"\n    "layers": [8]\n  }\n}', ['batch_norm']],
    ['JSON without a comma', '{\n  "head": {\n    "layers": [8]\n    "b‸"\n  }\n}', ['batch_norm']],
    ['JSON that is open', '{ "head": { "layers": [8], "b‸', ['batch_norm']],
    ['Windows line ends', 'head:\r\n  layers: [8]\r\n  ‸\r\n', ['batch_norm']],
    ['a tab of unknown text below', 'head:\n  ‸\n\t}{ %', ['layers', 'batch_norm']],
    ['the variant that is named', 'encoder:\n  name: resnet18\n  ‸', ['stem', 'width']],
    ['the first variant where none is', 'objective:\n  ‸', ['name', 'temperature']],
    ['none where the variant is unknown', 'encoder:\n  name: transformer\n  ‸', []],
    ["the preset's variant", 'preset: cmc\nobjective: { ‸ }', ['name', 'temperature']],
    ['a comment', '# he‸', []],
    ['the text of a name', 'name: a tr‸', []],
    ['a section that does not exist', 'elephant:\n  ‸', []],
  ])('in %s', (_, text, expected) => {
    const found = complete(text).filter(({ kind }) => kind === 'setting');
    expect(found.map(({ label }) => label)).toEqual(expected);
  });

  it('of a queue are those that a preset names', () => {
    expect(labels('preset: moco-v2\nnegatives:\n  weighting: uniform\n  ‸')).toContain('size');
    expect(labels('negatives:\n  weighting: uniform\n  ‸')).not.toContain('size');
  });
});

describe('words', () => {
  const encoders = ['resnet18', 'conv', 'mlp', 'linear'];
  it.each([
    ['a choice', 'negatives: { weighting: ‸ }', 'uniform debiased hard ring band mixing'],
    [
      'a choice that was begun',
      'negatives:\n  weighting: ha‸',
      'uniform debiased hard ring band mixing',
    ],
    [
      'a choice in quotes',
      'negatives:\n  weighting: "‸"',
      'uniform debiased hard ring band mixing',
    ],
    ['a choice between lines', 'evaluate:\n  embeddings: ‸\n  every: 3\n', 'encoder head'],
    ['JSON', '{ "evaluate": { "embeddings": "e‸" } }', 'encoder head'],
    ['JSON without quotes', '{ "evaluate": { "embeddings": ‸ } }', 'encoder head'],
    ['a truth value', 'head:\n  batch_norm: ‸', 'true false'],
    ['numbers', 'data: { channels: ‸ }', '1 3'],
    ['a list', 'negatives: { exclude: [label, ‸] }', 'label group reviewed near-duplicate sample'],
    [
      'a list of lines',
      'negatives:\n  exclude:\n    - re‸',
      'label group reviewed near-duplicate sample',
    ],
    ['the name of a variant', 'encoder:\n  name: ‸', encoders.join(' ')],
    ['the name of an unknown variant', 'encoder: { name: trans‸ }', encoders.join(' ')],
    ['the place of a section', 'encoder: ‸', encoders.join(' ')],
    ['a line of its own in place of a section', 'second_encoder:\n  con‸', encoders.join(' ')],
    ['the origin of negatives', 'negatives: ‸', 'batch queue memory-bank'],
    ['an optimizer', 'optimizer: ‸', 'adam adamw sgd lars'],
    ['a number', 'train: { epochs: ‸ }', ''],
    ['a path', 'data: { train: ‸ }', ''],
  ])('in %s', (_, text, expected) => {
    const words = complete(text).filter(({ kind }) => kind === 'value');
    expect(words.map(({ label }) => label).join(' ')).toBe(expected);
  });

  it('of an objective are the presets and the losses', () => {
    expect(labels('objective: ‸')).toEqual(expect.arrayContaining(['hcl', 'info-nce', 'triplet']));
    expect(labels('preset: ‸')).toContain('moco-v2');
    expect(labels('preset: ‸')).not.toContain('info-nce');
  });
});

describe('what is inserted', () => {
  it.each([
    ['data: { train: . }\ntr‸', 'train', 'data: { train: . }\ntrain:\n  '],
    ['evaluate:\n  ‸', 'knn', 'evaluate:\n  knn:\n  '],
    ['enc‸', 'encoder', 'encoder: '],
    ['head:\n  lay‸ers: [8]', 'layers', 'head:\n  layers: [8]'],
    ['head: { ‸ }', 'layers', 'head: { layers:  }'],
    ['{ "head": { ‸ } }', 'layers', '{ "head": { "layers":  } }'],
    ['{ "head": { "la‸" } }', 'layers', '{ "head": { "layers":  } }'],
    ['{ "he‸": {} }', 'head', '{ "head": {} }'],
    ['{ ‸ }', 'train', '{ "train":  }'],
    ["preset: 'h‸'", 'hcl', "preset: 'hcl'"],
    ['preset: h‸l', 'hcl', 'preset: hcl'],
    ['{ "preset": ‸ }', 'hcl', '{ "preset": "hcl" }'],
    ['{ "data": { "channels": ‸ } }', '3', '{ "data": { "channels": 3 } }'],
    ['{ "head": { "batch_norm": ‸ } }', 'true', '{ "head": { "batch_norm": true } }'],
  ])('into %j for %s', (text, label, expected) => {
    expect(take(text, label)).toBe(expected);
  });
});

describe('what is said', () => {
  const item = (marked: string, label: string): ConfigCompletion =>
    complete(marked).find((each) => each.label === label)!;

  it('of a setting is its default, sentence and range', () => {
    const { detail, documentation } = item('objective:\n  name: info-nce\n  ‸', 'temperature');
    expect(detail).toBe('default 0.5');
    expect(documentation).toMatch(/Divides the similarities/);
    expect(documentation).toMatch(/a number from 0.001 to 100/);
  });

  it("of a setting's default is the preset's where it has one", () => {
    const { detail } = item('preset: ring\nobjective: { ‸ }', 'temperature');
    expect(detail).toBe('0.07 by preset ring');
  });

  it('of the one setting that must be there is that', () => {
    expect(item('data:\n  ‸', 'train').detail).toBe('required');
    expect(item('data:\n  ‸', 'labels').detail).toBeUndefined();
  });

  it('of a word is its own sentence where it has one', () => {
    expect(item('encoder: ‸', 'mlp').documentation).toMatch(/Fully connected/);
    expect(item('preset: ‸', 'ring').documentation).toMatch(/negatives: .*weighting:ring/);
  });

  it('leads on to the words of a setting that has some', () => {
    expect(item('‸', 'preset').choosesNext).toBe(true);
    expect(item('‸', 'name').choosesNext).toBeUndefined();
  });
});

it('any prefix of a config can be completed and checked', () => {
  const yaml =
    'preset: hcl # a paper\ndata: &d\n  train: "./x"\n  columns: { label: a }\nnegatives:\n' +
    "  exclude: [label, 'group']\n  tau_plus: 0\npositives: *d\nhead:\n   layers: [\n  8]\n - x\n? y\n";
  const json = '{\n "data": {"train": "."},\n "head": {"layers": [8, 4], "batch_norm": true}\n}\n';
  for (const text of [yaml, json])
    for (let i = 0; i <= text.length; i++)
      for (const part of [text, text.slice(0, i)]) {
        for (const { start, end } of completeConfig(part, i)) {
          expect(start).toBeLessThanOrEqual(i);
          expect(end).toBeGreaterThanOrEqual(i);
        }
        for (const { start, end } of checkConfig(part, 'a.yaml'))
          if (part !== '') expect(end).toBeGreaterThan(start);
      }
});
