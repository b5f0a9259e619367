import { describe, expect, it } from 'vitest';
import { listed, shellWord } from '../../../src/engine/commandline/words';

describe('a path in a command that is to be typed', () => {
  it.each(['leaves.contrast.yaml', './a/b-c_1.yaml', 'C:\\a\\b.yaml', 'köfig.yaml'])(
    'stays as it is: %s',
    (path) => {
      expect(shellWord(path)).toBe(path);
    },
  );

  it.each(['my leaves.yaml', 'a&b.yaml', 'a(1).yaml', ''])('is quoted: %s', (path) => {
    expect(shellWord(path)).toBe(`"${path}"`);
  });
});

describe('a list of names', () => {
  it.each([
    [['a'], 'a'],
    [['a', 'b'], 'a, b'],
    [['a', 'b', 'c', 'd'], 'a, b and 2 more'],
  ])('%j', (names, text) => {
    expect(listed(names, 2)).toBe(text);
  });
});
