import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/engine/input-error';
import { checkFit } from '../../../src/engine/train/fit';
import { configOf } from './job';
import { pictures, twoClasses } from './memory-dataset';

const conv = { encoder: '{ name: conv, widths: [4] }', train: '{ batch_size: 4 }' };
const vectors = { train: twoClasses(8, 5) };
const images = { train: pictures(8, 16, 3) };

describe('checkFit', () => {
  it('accepts what can be trained', () => {
    expect(() => {
      checkFit(configOf(conv), images);
      checkFit(configOf({ train: '{ batch_size: 8 }' }), vectors);
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
  ] as const)('refuses %s with a sentence', (_, sections, data, sentence) => {
    const check = (): void => {
      checkFit(configOf(sections), data);
    };
    expect(check).toThrow(InputError);
    expect(check).toThrow(sentence);
  });
});
