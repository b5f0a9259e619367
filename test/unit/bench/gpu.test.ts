// The bench of graphics cards: who takes part, and what its tables say.
import { describe, expect, it } from 'vitest';
import type { Precision } from '../../../src/engine/config/precision';
import type { Finding } from '../../../src/engine/runtime/finding';
import type { TensorFlowInstallation } from '../../../src/engine/runtime/tensorflow/installation';
import { absenceOn } from '../../../bench/gpu-contenders';
import { runtimesOn } from '../../../bench/gpu-device';
import type { GpuFigures } from '../../../bench/gpu-rounds';
import { gapTables, kernelTables, speedTable } from '../../../bench/gpu-tables';
import type { KernelClass } from '../../../bench/kernel-classes';

const tensorFlow = (variant: TensorFlowInstallation['variant']): TensorFlowInstallation => ({
  ...{ folder: '', version: '2.20.0', addon: '' },
  variant,
});

describe('who takes part', () => {
  const working = (name: Finding['name'], more = {}): Finding => ({
    ...{ name, available: true, device: 'a device' },
    ...more,
  });

  it('is every runtime but the processor’s on a card', () => {
    expect(runtimesOn('cuda')).toEqual(expect.arrayContaining(['webgpu', 'tensorflow']));
    expect(runtimesOn('cuda')).not.toContain('cpu');
  });

  it.each([
    ['what works', working('webgpu'), undefined],
    ['TensorFlow’s edition for cards', working('tensorflow'), undefined],
  ])('is on a card: %s', (_, finding, expected) => {
    expect(absenceOn('cuda', finding, tensorFlow('gpu'))).toBe(expected);
  });

  it.each([
    ['software', working('webgpu', { software: true }), /only software/],
    ['TensorFlow’s edition for processors', working('tensorflow'), /setup tensorflow --gpu/],
    [
      'what is not there',
      { name: 'cuda', available: false, reason: 'it is not set up', remedy: 'Set it up.' } as const,
      /it is not set up\. Set it up\./,
    ],
  ])('is not on a card: %s', (_, finding, reason) => {
    expect(absenceOn('cuda', finding, tensorFlow('cpu'))).toMatch(reason);
  });

  it('takes software where that is asked for', () => {
    expect(absenceOn('software', working('webgpu', { software: true }))).toBeUndefined();
    expect(absenceOn('software', working('tensorflow'), tensorFlow('cpu'))).toBeUndefined();
  });
});

const kernel = (name: string, part: KernelClass, ms: number) => ({
  ...{ kernel: name, class: part },
  ...{ ms, count: 1 },
});

const ours = (more: Partial<GpuFigures> = {}): GpuFigures => ({
  contender: { name: 'WebGPU', precision: 'float32', runtime: 'webgpu' },
  ...{ ms: 20, rounds: [20, 20], firstLoss: 2 },
  kernels: [kernel('Conv', 'convolution', 12)],
  ...more,
});

const theirs = (precision: Precision = 'float32', ms = 10): GpuFigures => ({
  contender: { name: 'PyTorch', precision, options: [] },
  ...{ ms, rounds: [ms, ms], firstLoss: 2.001 },
  kernels: [kernel('aten::conv2d', 'convolution', 9)],
});

const work = { net: 'conv', views: 1000, place: 'a card' };

describe('the table of speeds', () => {
  const [first, ...rest] = speedTable(work, [ours(), theirs()]).rows;

  it('gives views a second, and the ratio to PyTorch in its default', () => {
    expect(first).toEqual([
      ...['WebGPU', 'float32', '20.00', '50000'],
      ...['0.50× as fast (0.50…0.50)', '2.0000'],
    ]);
    expect(rest[0][4]).toMatch(/^1\.00×/);
  });

  it('says how near the fastest of ours comes', () => {
    const slower = ours({ ms: 40, rounds: [40, 40] });
    const { notes } = speedTable(work, [slower, ours(), theirs()]);
    expect(notes).toEqual(['The fastest of ours is WebGPU, float32: 0.50 × PyTorch.']);
  });

  it('gives no ratio where the losses differ', () => {
    const { rows, notes } = speedTable(work, [ours({ firstLoss: 3 }), theirs()]);
    expect(rows[0][4]).toBe('void: the losses differ');
    expect(notes).toEqual([]);
  });

  it('stands without PyTorch', () => {
    expect(speedTable(work, [ours()]).rows[0][4]).toBe('');
  });
});

describe('the tables of kernels', () => {
  it('name ten, and sum up the others and what no kernel explains', () => {
    const many = Array.from({ length: 12 }, (_, i) => kernel(`k${i}`, 'element-wise', 1));
    const [{ rows }] = kernelTables(work, [ours({ kernels: many })]);
    expect(rows).toHaveLength(12);
    expect(rows[0]).toEqual(['k0', 'element-wise', '1', '1.000', '5 %']);
    expect(rows.slice(10)).toEqual([
      ['all others', '', '', '2.000', '10 %'],
      ['no kernel', 'idle', '', '8.000', '40 %'],
    ]);
  });

  it('leave out whose kernels are not known', () => {
    expect(kernelTables(work, [ours({ kernels: [] })])).toEqual([]);
  });
});

describe('the list of what the gap is made of', () => {
  it('is held against PyTorch in the same precision, the largest difference first', () => {
    const [{ title, rows }] = gapTables(work, [ours(), theirs('bfloat16', 5), theirs()]);
    expect(title).toBe('conv, WebGPU, float32: 10.00 ms longer than PyTorch, float32, made of');
    expect(rows).toEqual([
      ['idle', '8.000', '1.000', '7.000'],
      ['convolution', '12.000', '9.000', '3.000'],
    ]);
  });

  it('is held against bfloat16 where ours computes in 16 bits', () => {
    const half = ours({ contender: { name: 'WebGPU', precision: 'float16', runtime: 'webgpu' } });
    const [{ title }] = gapTables(work, [half, theirs(), theirs('bfloat16', 25)]);
    expect(title).toContain('5.00 ms shorter than PyTorch, bfloat16');
  });

  it('is none without PyTorch', () => {
    expect(gapTables(work, [ours()])).toEqual([]);
  });
});
