// Profiles of ONNX Runtime as it writes them, shortened.
import { describe, expect, it } from 'vitest';
import type { KernelClass } from '../../../bench/kernel-classes';
import { kernelRuns } from '../../../bench/onnx-profile';

const session = { cat: 'Session', name: 'model_run', ph: 'X', ts: 0, dur: 9000, args: {} };

const node = (name: string, operation: string, dur: number) => ({
  ...{ cat: 'Node', name: `${name}_kernel_time`, ph: 'X', ts: 1, dur },
  args: { op_name: operation, provider: 'CPUExecutionProvider' },
});

const onDevice = (name: string, dur: number) => ({
  ...{ cat: 'Api', name, ph: 'X', ts: 1, dur },
  args: { shapes: 'inputs[0] = {3}' },
});

const classes: Readonly<Partial<Record<string, KernelClass>>> = {
  '#12': 'convolution gradients',
  'next:optimiser.m.stem': 'optimiser',
};
const classOf = (result: string): KernelClass | undefined => classes[result];

describe('a profile of ONNX Runtime', () => {
  it('is read by the host’s clock, in milliseconds, where the device has none', () => {
    const profile = [session, node('MatMul_#12', 'MatMul', 2500), node('Relu_#3', 'Relu', 10)];
    expect(kernelRuns(profile, classOf)).toEqual([
      { kernel: 'MatMul', class: 'convolution gradients', ms: 2.5 },
      { kernel: 'Relu', class: 'element-wise', ms: 0.01 },
    ]);
  });

  it('is read by the device’s clock where it has one', () => {
    const profile = [
      node('Conv_#1', 'Conv', 7),
      onDevice('Conv_#1&Conv&Conv2dMM', 1000),
      onDevice('Relu_#3&Relu&Relu', 2000),
    ];
    expect(kernelRuns(profile, classOf)).toEqual([
      { kernel: 'Conv, Conv2dMM', class: 'convolution', ms: 1 },
      { kernel: 'Relu', class: 'element-wise', ms: 2 },
    ]);
  });

  it('counts what a loop runs, and not the loop', () => {
    const profile = [node('Mul_round:next:optimiser.m.stem', 'Mul', 1), node('L', 'Loop', 99)];
    expect(kernelRuns(profile, classOf)).toEqual([
      { kernel: 'Mul', class: 'optimiser', ms: 0.001 },
    ]);
  });

  it.each([
    ['as it was written', 'MatMul_#12', 'convolution gradients'],
    ['in a loop', 'MatMul_round:#12', 'convolution gradients'],
    ['laid out anew', 'MatMul_#12_token_7', 'convolution gradients'],
    ['that the library brought', 'Transpose_token_83', 'matrix products'],
    ['of another number', 'MatMul_#123', 'matrix products'],
  ])('knows what a node is there for: one %s', (_, name, part) => {
    expect(kernelRuns([node(name, 'MatMul', 1)], classOf)[0].class).toBe(part);
  });

  it('is refused where it is none', () => {
    expect(() => kernelRuns({ traceEvents: [] }, classOf)).toThrow();
  });
});
