// What charts are made of: smoothing, CSV, numbers beside axes, and places on the time axis.
import { describe, expect, it } from 'vitest';
import { axisNumber } from '../../src/webview/shared/chart/axis-number';
import { csvBytes, fileName } from '../../src/webview/shared/chart/csv';
import { smooth } from '../../src/webview/shared/chart/smooth';
import { roundSteps } from '../../src/webview/run-panel/timeline/round-steps';

describe('smoothing', () => {
  it('of strength 0 changes nothing', () => {
    expect(smooth([3, null, 1, 2], 0)).toEqual([3, null, 1, 2]);
  });
  it('begins at the first value and leaves a constant as it is', () => {
    const smoothed = smooth([5, 5, null, 5], 0.9);
    expect(smoothed[2]).toBeNull();
    for (const value of [smoothed[0], smoothed[1], smoothed[3]]) expect(value).toBeCloseTo(5, 12);
  });
  it('weighs the past down by its strength at each value', () => {
    expect(smooth([1, 0], 0.25)[1]).toBeCloseTo(0.1875 / 0.9375, 12);
  });
});

describe('CSV', () => {
  const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
  it('quotes what would break it and leaves out what is missing', () => {
    const rows = [
      ['a "b", c', 1.5],
      ['line\nbreak', null],
      ['x', NaN],
    ];
    expect(text(csvBytes(['name', 'value'], rows))).toBe(
      'name,value\r\n"a ""b"", c",1.5\r\n"line\nbreak",\r\nx,\r\n',
    );
  });
  it('keeps all digits', () => {
    expect(text(csvBytes(['v'], [[0.1 + 0.2], [1e-9]]))).toBe(
      'v\r\n0.30000000000000004\r\n1e-9\r\n',
    );
  });
  it.each([
    ['fashion / hcl: Loss', 'fashion-hcl-Loss'],
    ['../../etc', 'etc'],
    ['läufe.v2', 'läufe.v2'],
    ['***', 'curve'],
  ])('turns %s into a name for a file', (name, expected) => {
    expect(fileName(name)).toBe(expected);
  });
});

it.each([
  [0.25, [0.2, 0.25, 0.3], '0.25'],
  [-0.425, [-0.45, -0.425], '−0.425'],
  [-3, [-4, -3, -2], '−3'],
  [0.5, [0, 0.5, 1], '0.5'],
  [0, [0, 0.0005], '0'],
  [0.0005, [0, 0.0005], '5.0e−4'],
  [200, [0, 100, 200], '200'],
])('writes %d beside an axis of %j as %s', (value, ticks, expected) => {
  expect(axisNumber(value, ticks)).toBe(expected);
});

it.each([
  [1, [1]],
  [3, [1, 2, 3]],
  [40, [1, 10, 20, 30, 40]],
  [100, [1, 20, 40, 60, 80, 100]],
  [1000, [1, 200, 400, 600, 800, 1000]],
])('marks round epochs of %i', (last, expected) => {
  expect(roundSteps(last)).toEqual(expected);
});
