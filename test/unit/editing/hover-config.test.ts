// Hover over texts with a mark ‸ under the pointer.
import { describe, expect, it } from 'vitest';
import { hoverConfig } from '../../../src/engine/editing/hover-config';

function hover(marked: string): { readonly on: string; readonly contents: string } | undefined {
  const text = marked.replace('‸', '');
  const found = hoverConfig(text, marked.indexOf('‸'));
  return found && { on: text.slice(found.start, found.end), contents: found.contents };
}

describe('hover', () => {
  it.each([
    [
      'a name',
      'objective:\n  tempe‸rature: 0.5',
      'temperature',
      ['**objective.temperature**', 'SimCLR', 'a number from 0.001 to 100', 'default 0.5'],
    ],
    ['its value', 'objective:\n  temperature: 0.‸5', '0.5', ['**objective.temperature**']],
    ['braces', 'objective: { tempe‸rature: 0.5 }', 'temperature', ['**objective.temperature**']],
    [
      'JSON',
      '{ "objective": { "tempe‸rature": 0.5 } }',
      '"temperature"',
      ['**objective.temperature**'],
    ],
    ['a section', 'dat‸a: { train: . }', 'data', ['**data**', 'Where the samples are.']],
    [
      'a section of words',
      'enco‸der: conv',
      'encoder',
      ['a section of settings, or `resnet18`, `conv`'],
    ],
    [
      'a word in place of a section',
      'encoder: con‸v',
      'conv',
      ['**encoder**', '`conv`: Plain 3×3'],
    ],
    [
      'a setting of a shorthand',
      'preset: cmc\nnegatives:\n  am‸ong: both-views',
      'among',
      ['other-view by preset cmc'],
    ],
    ['a preset', 'preset: ri‸ng', 'ring', ['`ring`: ', 'weighting:ring']],
    [
      'an entry of a list',
      'negatives: { exclude: [gro‸up] }',
      'group',
      ['**negatives.exclude[0]**', '`near-duplicate`'],
    ],
    [
      'a number of a pair',
      'positives: { crop: [0.‸1, 1] }',
      '0.1',
      ['**positives.crop[0]**', 'a number from 0.001 to 1'],
    ],
    [
      'a pair',
      'positives: { cr‸op: [0.1, 1] }',
      'crop',
      ['each from 0.001 to 1', 'default [0.2, 1]'],
    ],
    [
      'a text with mistakes elsewhere',
      'head:\n  lay‸ers:\n }\ntrain: [',
      'layers',
      ['**head.layers**'],
    ],
  ])('says of %s what it is', (_, text, on, parts) => {
    const found = hover(text);
    expect(found?.on).toBe(on);
    for (const part of parts) expect(found?.contents).toContain(part);
  });

  it.each([
    ['an unknown name', 'ele‸phant: 1'],
    ['a setting of another variant', 'encoder: { name: mlp, st‸em: small }'],
    ['a comment', 'train: {} # tr‸ain'],
    ['an empty text', '‸'],
    ['a text alone', 'tra‸in'],
    ['a name that every object has', 'const‸ructor: 1'],
  ])('says nothing of %s', (_, text) => {
    expect(hover(text)).toBeUndefined();
  });
});
