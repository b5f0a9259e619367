import { afterEach, expect, it, vi } from 'vitest';
import { reportSkipped } from '../../../src/engine/commandline/open-data';
import { Output } from '../../../src/engine/commandline/output';
import { vectorsOf } from '../train/memory-dataset';

const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
afterEach(() => stderr.mockClear());

const samples = vectorsOf(new Float32Array(4), 2);
const skipped = (...names: string[]) =>
  names.map((name, row) => ({ name, row, reason: 'Damaged.' }));

it.each([
  ['image', skipped('a.png'), '1 file skipped:\n  a.png: Damaged.\n'],
  [
    'vector',
    skipped('3', '7', '8', '9'),
    '4 rows skipped (counted from 0, without a header):\n  3: Damaged.\n  7: Damaged.\n  8: Damaged.\n  and 1 more\n',
  ],
  ['vector', [], ''],
] as const)('says what was left out of %s data, and why', (kind, left, text) => {
  reportSkipped({ ...samples, kind, skipped: left }, new Output(false));
  expect(stderr.mock.calls.map(([said]) => said).join('')).toBe(text);
});
