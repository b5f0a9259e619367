// Pairs from a file: whose partners they make, and what is refused where.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPairList } from '../../../src/engine/train/relations/pair-list';
import { inWorkspace } from './job';

const names = ['a.png', 'b, c.png', 'd.png', 'e.png'];
const skipped = [{ name: 'broken.png', row: 4, reason: 'Damaged.' }];

async function partners(text: string, of: readonly string[] = names, name = 'pairs.csv') {
  return inWorkspace(async (folder) => {
    const file = join(folder, name);
    writeFileSync(file, text);
    const { starts, partners } = await readPairList(file, { names: of, skipped });
    return of.map((_, row) => [...partners.subarray(starts[row], starts[row + 1])]);
  });
}

describe('a file of pairs', () => {
  it.each<[string, string, number[][], string[]?, string?]>([
    ['makes either the other’s partner', 'first,second\na.png,d.png\n', [[2], [], [0], []]],
    [
      'may have columns in any order, quotes, a mark, CRLF and empty lines',
      '\ufeffnote,second,first\r\nx,a.png,"b, c.png"\r\n\r\ny,e.png,a.png\r\n',
      [[1, 3], [0], [], [0]],
    ],
    [
      'counts a pair once',
      'first,second\na.png,d.png\nd.png,a.png\na.png,d.png\n',
      [[2], [], [0], []],
    ],
    [
      'may name samples that were left out',
      'first,second\na.png,broken.png\na.png,d.png\n',
      [[2], [], [0], []],
    ],
    ['names rows by number', 'first,second\n0,2\n2,5\n', [[1], [0, 2], [1]], ['0', '2', '5']],
    [
      'may be separated by tabs',
      'first\tsecond\na.png\td.png\n',
      [[2], [], [0], []],
      names,
      'p.tsv',
    ],
  ])('%s', async (_, text, expected, of, name) => {
    expect(await partners(text, of, name)).toEqual(expected);
  });

  it.each<[string, string, RegExp]>([
    [
      'a name that no sample has',
      'first,second\na.png,d.png\n\nx.png,d.png\n',
      /pairs\.csv:4: no training sample is called "x\.png"/,
    ],
    [
      'a sample paired with itself',
      'first,second\nd.png,d.png\n',
      /pairs\.csv:2: "d\.png" is paired with itself/,
    ],
    [
      'a column that is missing',
      'first,other\na.png,d.png\n',
      /pairs\.csv:1: there is no column "second"/,
    ],
    ['a file without header', 'a.png,d.png\n', /pairs\.csv:1: there is no column "first"/],
    ['an empty file', '', /pairs\.csv:1: there is no column "first"/],
    ['a header alone', 'first,second\n', /pairs\.csv:2: the file lists no pairs/],
    [
      'a pair of one',
      'first,second\na.png,d.png\na.png,\n',
      /pairs\.csv:3: this pair has one name only/,
    ],
    ['a row of another length', 'first,second\na.png,d.png\na.png\n', /pairs\.csv:3: /],
    ['a quote that never ends', 'first,second\n"a.png,d.png\n', /pairs\.csv:\d: /],
  ])('with %s is refused with file and line', async (_, text, sentence) => {
    await expect(partners(text)).rejects.toMatchObject({ name: 'InputError' });
    await expect(partners(text)).rejects.toThrow(sentence);
  });

  it('that is not there is refused', async () => {
    await expect(readPairList('/nowhere/pairs.csv', { names, skipped })).rejects.toThrow(
      /cannot be read \(ENOENT\)/,
    );
  });
});
