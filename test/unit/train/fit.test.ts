import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/engine/input-error';
import { checkFit } from '../../../src/engine/train/data/fit';
import { configOf } from './job';
import { pictures, twoClasses } from './memory-dataset';

const conv = { encoder: '{ name: conv, widths: [4] }', train: '{ batch_size: 4 }' };
const vectors = { train: twoClasses(8, 5) };
const images = { train: pictures(8, 16, 3) };
const gray = { train: pictures(8, 16, 1) };
const captioned = { ...images, second: twoClasses(8, 5) };
const aligned = { ...conv, positives: '{ from: aligned, with: words.npy }' };

describe('checkFit', () => {
  it('accepts what can be trained', () => {
    expect(() => {
      checkFit(configOf(conv), images);
      checkFit(configOf({ train: '{ batch_size: 8 }' }), vectors);
      checkFit(configOf(aligned), captioned);
      checkFit(configOf({ ...conv, positives: '{ from: channels }' }), images);
    }).not.toThrow();
  });

  it.each([
    ['too few samples', { train: '{ batch_size: 9 }' }, vectors, /only 8 training samples/],
    ['vectors for a convolution', conv, vectors, /needs images/],
    [
      'views that are too large',
      { ...conv, positives: '{ size: 1025 }' },
      images,
      /views of 1025 pixels a side .* positives\.size to at most 1024/,
    ],
    [
      'gray pictures by lightness and colour',
      { ...conv, positives: '{ from: channels }' },
      gray,
      /needs pictures in colour, but the samples are gray pictures/,
    ],
    [
      'classes that are not known',
      { ...conv, positives: '{ from: label }' },
      images,
      /needs labels, but the training samples have none/,
    ],
    [
      'embeddings of two lengths',
      { ...aligned, head: '{ layers: [] }', second_encoder: '{ name: linear, dimensions: 7 }' },
      captioned,
      /embeddings of 4 and 7 numbers, which cannot be compared: set head\.layers/,
    ],
    [
      'vectors for a second convolution',
      { ...aligned, second_encoder: '{ name: conv }' },
      captioned,
      /needs images/,
    ],
  ] as const)('refuses %s with a sentence', (_, sections, data, sentence) => {
    const check = (): void => {
      checkFit(configOf(sections), data);
    };
    expect(check).toThrow(InputError);
    expect(check).toThrow(sentence);
  });
});
