// Where the time of a step goes: sums by kernel, parts of the step, and the list of what a gap is made of.
import { describe, expect, it } from 'vitest';
import { classByName, type KernelClass, type KernelRun } from '../../../bench/kernel-classes';
import { gapBetween } from '../../../bench/kernel-gap';
import { partTimes, sumByKernel } from '../../../bench/kernel-times';

const run = (kernel: string, part: KernelClass, ms: number): KernelRun => ({
  kernel,
  class: part,
  ms,
});

/** Of two steps. */
const runs = [
  run('Conv', 'convolution', 3),
  run('Mul', 'element-wise', 1),
  run('Mul', 'optimiser', 0.5),
  run('Conv', 'convolution', 5),
  run('Mul', 'element-wise', 1),
  run('Mul', 'element-wise', 2),
];

describe('sumByKernel', () => {
  it('gives the time and the number of runs of one step, the largest first', () => {
    expect(sumByKernel(runs, 2)).toEqual([
      { kernel: 'Conv', class: 'convolution', ms: 4, count: 1 },
      { kernel: 'Mul', class: 'element-wise', ms: 2, count: 1.5 },
      { kernel: 'Mul', class: 'optimiser', ms: 0.25, count: 0.5 },
    ]);
  });
});

describe('partTimes', () => {
  it('calls idle what is left of the step', () => {
    const parts = partTimes(sumByKernel(runs, 2), 10);
    expect(parts).toMatchObject({ convolution: 4, 'element-wise': 2, optimiser: 0.25 });
    expect(parts.idle).toBe(3.75);
    expect(parts.normalisation).toBe(0);
  });

  it('leaves a negative rest where watched kernels took longer than the step', () => {
    expect(partTimes(sumByKernel(runs, 2), 6).idle).toBe(-0.25);
  });
});

describe('gapBetween', () => {
  const step = (ms: number, ...kernels: KernelRun[]) => ({ ms, kernels: sumByKernel(kernels, 1) });

  it('lists the differences, the largest first, and leaves out what neither does', () => {
    const ours = step(10, run('Conv', 'convolution', 2), run('Transpose', 'copies and layout', 4));
    const theirs = step(6, run('conv2d', 'convolution', 3), run('fused', 'optimiser', 1));
    expect(gapBetween(ours, theirs)).toEqual([
      { part: 'copies and layout', ours: 4, theirs: 0, difference: 4 },
      { part: 'idle', ours: 4, theirs: 2, difference: 2 },
      { part: 'convolution', ours: 2, theirs: 3, difference: -1 },
      { part: 'optimiser', ours: 0, theirs: 1, difference: -1 },
    ]);
  });

  it('has the gap itself as its sum', () => {
    const parts = gapBetween(step(10, ...runs), step(7, run('a', 'other', 2)));
    expect(parts.reduce((sum, { difference }) => sum + difference, 0)).toBeCloseTo(3);
  });
});

it.each([
  ['Conv2D', 'convolution'],
  ['FusedConv', 'convolution'],
  ['ConvTranspose', 'convolution gradients'],
  ['Conv2DBackpropInput', 'convolution gradients'],
  ['FusedMatMul', 'matrix products'],
  ['Gemm', 'matrix products'],
  ['FusedBatchNormV3', 'normalisation'],
  ['ReduceSumSquare', 'sums and maxima'],
  ['Max', 'sums and maxima'],
  ['Maximum', 'element-wise'],
  ['Transpose', 'copies and layout'],
  ['MemcpyToHost', 'copies and layout'],
  ['ReadVariableOp', 'copies and layout'],
  ['ResourceApplyAdam', 'optimiser'],
  ['Mul', 'element-wise'],
])('%s is known by its name as %s', (kernel, part) => {
  expect(classByName(kernel)).toBe(part);
});
