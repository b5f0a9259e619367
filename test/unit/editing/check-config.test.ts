// Problems of bad texts with the very characters that they mark.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { checkConfig, dataPaths } from '../../../src/engine/editing/check-config';

const folder = mkdtempSync(join(tmpdir(), 'editing-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});
const file = join(folder, 'a.contrast.yaml');

const data = 'data: { train: . }\n';

/** `code "what is marked"`, with what replaces it. */
const shown = (text: string): string[] =>
  checkConfig(text, file).map(({ start, end, code, fix }) =>
    [code, JSON.stringify(text.slice(start, end)), ...(fix === undefined ? [] : ['->', fix])].join(
      ' ',
    ),
  );

describe('checkConfig', () => {
  it.each([
    ['nothing', data, []],
    [
      'an unknown name',
      `${data}objective:\n  temprature: 0.5`,
      ['unknown-setting "temprature" -> temperature'],
    ],
    [
      'a setting without effect',
      `${data}optimizer: { name: adam, momentum: 0.9 }`,
      ['no-effect "momentum"'],
    ],
    ['an unknown name near none', `${data}elephant: 1`, ['unknown-setting "elephant"']],
    [
      'a name of JSON',
      '{ "data": { "train": "." }, "optimiser": {} }',
      ['unknown-setting "\\"optimiser\\"" -> "optimizer"'],
    ],
    [
      'a name in quotes',
      `${data}'optimiser': {}`,
      [`unknown-setting "'optimiser'" -> 'optimizer'`],
    ],
    ['an unknown word', `${data}preset: "hlc"`, ['wrong-type "\\"hlc\\"" -> "hcl"']],
    [
      'a word in place of a section',
      `${data}encoder: resnet-18`,
      ['wrong-type "resnet-18" -> resnet18'],
    ],
    ['a number out of range', `${data}train: { epochs: -1 }`, ['out-of-range "-1"']],
    ['a key without value', `${data}train:\n  epochs:\n  seed: 2`, ['wrong-type "epochs:"']],
    ['a section without value', `${data}train:`, ['wrong-type "train:"']],
    ['a list of lines', `${data}head:\n  - 3\n\n`, ['wrong-type "- 3"']],
    ['a missing setting', 'data:\n  format: npy\n', ['missing "data"']],
    ['missing data', 'head: {}\n', ['missing "head: {}"']],
    ['a missing file', 'data: { train: ./nothing }', ['no-such-file "./nothing"']],
    ['wrong indentation', `${data}train:\n   epochs: 3\n  seed: 1\n`, ['syntax "seed: 1"']],
    ['an open brace', `${data}train: { epochs: 3`, ['syntax "train: { epochs: 3"']],
    [
      'after signs of two units',
      `name: "🌿🌿" # 🌱\r\n${data}elephant: 1`,
      ['unknown-setting "elephant"'],
    ],
    ['an empty text', '', ['missing ""']],
    ['blanks alone', '\n\n', ['missing "\\n"']],
  ])('marks %s', (_, text, expected) => {
    expect(shown(text)).toEqual(expected);
  });
});

describe('dataPaths', () => {
  it('gives the files and folders as they are named', () => {
    const text =
      'data: { train: ./a, test: ../b, labels: c.npy }\npositives: { from: aligned, with: d.csv }';
    expect(dataPaths(text, file)).toEqual(['./a', '../b', 'c.npy', 'd.csv']);
  });

  it('gives none where the config is not valid', () => {
    expect(dataPaths('data: { train: a }\nelephant: 1', file)).toEqual([]);
  });
});

it.each([
  ['elephant: 1', true],
  ['negatives: { beta: 2 }', false],
])('whether %j keeps the config from running: %s', (text, grave) => {
  expect(checkConfig(`${data}${text}`, file).map((problem) => problem.grave)).toEqual([grave]);
});
