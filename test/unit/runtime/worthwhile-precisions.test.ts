// Which floats TensorFlow says it computes in.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { worthwhilePrecisions } from '../../../src/engine/runtime/tensorflow/worthwhile-precisions';

const folder = mkdtempSync(join(tmpdir(), 'precisions-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('the floats of 16 bits that TensorFlow offers', () => {
  it.each([
    [
      'products of AVX-512',
      'flags\t\t: fpu avx512_vnni avx512_bf16 clzero',
      ['float32', 'bfloat16'],
    ],
    ['products of tiles', 'flags\t\t: amx_tile amx_bf16', ['float32', 'bfloat16']],
    ['no such products', 'flags\t\t: fpu avx512f avx512_bf16_of_another', ['float32']],
    ['a name that says otherwise', 'model name\t: avx512_bf16\nflags\t\t: fpu', ['float32']],
  ])('on a processor with %s', (title, line, expected) => {
    const file = join(folder, title);
    writeFileSync(file, `processor\t: 0\nvendor_id\t: AuthenticAMD\n${line}\nbugs\t\t:\n`);
    expect(worthwhilePrecisions('cpu', file)).toEqual(expected);
  });

  it('on a system that does not show its processor: none', () => {
    expect(worthwhilePrecisions('cpu', join(folder, 'missing'))).toEqual(['float32']);
  });

  it('on a graphics card: both', () => {
    expect(worthwhilePrecisions('gpu')).toEqual(['float32', 'float16', 'bfloat16']);
  });
});
