// Measuring in turn: the order, the medians, the ratio of rounds.
import { describe, expect, it } from 'vitest';
import { alternate, median } from '../../../bench/alternate';
import { duelCells, table } from '../../../bench/report';

const sequence = (values: readonly number[], log: string[], name: string) => {
  let next = 0;
  return () => {
    log.push(name);
    return Promise.resolve(values[next++]);
  };
};

describe('alternate', () => {
  it('lets the sides take turns, ours first', async () => {
    const log: string[] = [];
    await alternate(2, sequence([1, 1], log, 'ours'), sequence([1, 1], log, 'theirs'));
    expect(log).toEqual(['ours', 'theirs', 'ours', 'theirs']);
  });

  it('compares round by round, so that a machine that slows down changes no ratio', async () => {
    const ours = sequence([1, 10, 100], [], '');
    const theirs = sequence([2, 20, 200], [], '');
    expect(await alternate(3, ours, theirs)).toEqual({
      ours: 10,
      theirs: 20,
      ratio: { median: 0.5, low: 0.5, high: 0.5 },
    });
  });

  it('gives quartiles of the rounds’ ratios', async () => {
    const ours = sequence([1, 2, 3, 4, 5], [], '');
    const { ratio } = await alternate(5, ours, () => Promise.resolve(1));
    expect(ratio).toEqual({ median: 3, low: 2, high: 4 });
  });

  it('measures ours alone where there is nobody to compare with', async () => {
    expect(await alternate(3, sequence([3, 1, 2], [], ''))).toEqual({ ours: 2 });
  });
});

it.each([
  [[5], 5],
  [[4, 1], 2.5],
  [[9, 1, 2], 2],
])('the median of %j is %d', (values, expected) => {
  expect(median(values)).toBe(expected);
});

describe('a row of the report', () => {
  const ratio = { median: 0.5, low: 0.4, high: 0.8 };

  it('calls half the milliseconds twice as fast', () => {
    expect(duelCells({ ours: 1, theirs: 2, ratio }, 'ms')).toEqual([
      '1.00',
      '2.00',
      '2.00× as fast (1.25…2.50)',
    ]);
  });

  it('calls half the views per second half as fast', () => {
    expect(duelCells({ ours: 1, theirs: 2, ratio }, 'per second')[2]).toBe(
      '0.50× as fast (0.40…0.80)',
    );
  });

  it('leaves cells empty where PyTorch is missing', () => {
    expect(duelCells({ ours: 1 }, 'ms')).toEqual(['1.00', '', '']);
  });

  it('stands under its heading', () => {
    const section = { title: 't', columns: ['a', 'long'], rows: [['wide', '1']], notes: ['n'] };
    expect(table({ ...section, figures: [] })).toBe('t\na     long\nwide     1\nn\n');
  });
});
