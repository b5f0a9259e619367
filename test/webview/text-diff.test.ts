// Differences of two texts, line by line and word by word.
import { describe, expect, it } from 'vitest';
import { commonParts } from '../../src/webview/run-panel/config-diff/common-parts';
import { textDiff, type DiffRow } from '../../src/webview/run-panel/config-diff/text-diff';

/** `-12 objective: «0.5»`: sign, numbers of the line, marked words between angles. */
const written = ({ kind, before, after, parts }: DiffRow): string => {
  const sign = { same: ' ', removed: '-', added: '+' }[kind];
  const line = parts.map(({ text, marked }) => (marked ? `«${text}»` : text)).join('');
  return `${sign}${before ?? ''},${after ?? ''} ${line}`;
};
const diff = (before: string, after: string): readonly string[] =>
  textDiff(before, after).rows.map(written);

describe('the difference of two texts', () => {
  it('is nothing for equal texts, whatever ends their lines', () => {
    expect(textDiff('a\nb\n', 'a\r\nb').differing).toBe(0);
    expect(diff('a\nb\n', 'a\r\nb')).toEqual([' 1,1 a', ' 2,2 b']);
    expect(textDiff('', '')).toEqual({ rows: [], differing: 0 });
  });

  it('marks the words of a changed line that the other one does not have', () => {
    expect(diff('x: { name: info-nce, t: 0.5 }', 'x: { name: info-nce, t: 0.2 }')).toEqual([
      '-1, x: { name: info-nce, t: «0.5» }',
      '+,1 x: { name: info-nce, t: «0.2» }',
    ]);
  });

  it('marks nothing where two lines share no word', () => {
    expect(diff('alpha', 'beta: 1')).toEqual(['-1, alpha', '+,1 beta: 1']);
  });

  it('keeps the numbers of lines on both sides of what was inserted and removed', () => {
    expect(diff('a\nb\nc\nd', 'a\nnew\nb\nd')).toEqual([
      ...[' 1,1 a', '+,2 new', ' 2,3 b'],
      ...['-3, c', ' 4,4 d'],
    ]);
  });

  it.each([
    ['a\nb\nc', 'a\nx\nc', 1],
    ['a', 'a\nb\nc', 2],
    ['a\nb\nc', '', 3],
    ['a\nb\nc\nd', 'b\nc\nd\ne', 2],
    ['a\nb', 'x\ny\nz', 3],
  ])('counts a line that took the place of another once: %j and %j', (before, after, count) => {
    expect(textDiff(before, after).differing).toBe(count);
  });

  it('gives back both texts from its rows', () => {
    const before = 'data:\n  train: a\n\nx: 1\ny: 2\nz: 3';
    const after = 'data:\n  train: b\nx: 1\nz: 3\n\ny: 2';
    const { rows } = textDiff(before, after);
    const text = (kind: DiffRow['kind']): string =>
      rows
        .filter((row) => row.kind !== kind)
        .map(({ parts }) => parts.map((part) => part.text).join(''))
        .join('\n');
    expect([text('added'), text('removed')]).toEqual([before, after]);
  });
});

describe('the longest common subsequence', () => {
  it.each([
    ['abcbdab', 'bdcaba', 4],
    ['xmjyauz', 'mzjawxu', 4],
    ['', 'abc', 0],
    ['aaaa', 'aa', 2],
  ])('of %s and %s has %i parts, which rise and match', (a, b, length) => {
    const matches = commonParts(Array.from(a), Array.from(b));
    expect(matches).toHaveLength(length);
    matches.forEach(([i, j], k) => {
      expect(a[i]).toBe(b[j]);
      if (k > 0) expect(i > matches[k - 1][0] && j > matches[k - 1][1]).toBe(true);
    });
  });

  it('of long texts that share nothing but their ends is their ends', () => {
    const long = (name: string): string[] => [
      ...['first', ...Array.from({ length: 3000 }, (_, i) => `${name}${i}`)],
      'last',
    ];
    expect(commonParts(long('a'), long('b'))).toEqual([
      [0, 0],
      [3001, 3001],
    ]);
  });
});
