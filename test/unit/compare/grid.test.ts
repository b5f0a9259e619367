import { describe, expect, it } from 'vitest';
import { cellsOf, cellText, parseAxis } from '../../../src/engine/compare/grid';

describe('parseAxis', () => {
  it.each([
    ['negatives.beta=0.5,1,2', ['0.5', '1', '2']],
    ['objective= simclr , hcl ', ['simclr', 'hcl']],
    ['negatives.keep=[0,5],[5,100]', ['[0,5]', '[5,100]']],
    ['encoder={ name: mlp, widths: [8, 4] },conv', ['{ name: mlp, widths: [8, 4] }', 'conv']],
    [`data.train="a,b.npy",'c,[d'`, ['"a,b.npy"', `'c,[d'`]],
    ['data.train=a=b', ['a=b']],
  ])('%s', (text, values) => {
    expect(parseAxis(text)).toEqual({ path: text.split('=')[0], values });
  });

  it.each(['hcl', '=1', 'negatives.beta=', 'negatives.beta=1,', 'negatives.beta=,1'])(
    'refuses "%s"',
    (text) => {
      expect(() => parseAxis(text)).toThrow(`--over "${text}" is not of the form`);
    },
  );
});

describe('cellsOf', () => {
  it('combines all values, the last axis fastest', () => {
    const axes = [parseAxis('a=1,2'), parseAxis('b.c=x,y')];
    expect(cellsOf(axes).map(cellText)).toEqual([
      'a=1, b.c=x',
      'a=1, b.c=y',
      'a=2, b.c=x',
      'a=2, b.c=y',
    ]);
    expect(cellsOf([])).toEqual([{}]);
  });
});
