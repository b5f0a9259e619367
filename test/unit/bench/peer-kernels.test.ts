// What PyTorch's profiler says: its operations and kernels in our classes.
import { describe, expect, it } from 'vitest';
import { peerKernels } from '../../../bench/peer-kernels';

const row = (operation: string, kernel = operation, optimiser = false) => ({
  ...{ operation, kernel, optimiser },
  ms: 1,
  count: 2,
});

const classed = (...kernels: ReturnType<typeof row>[]) =>
  peerKernels({ kernels }).map((kernel) => kernel.class);

describe('PyTorch’s kernels', () => {
  it('are named by their operation, and where there is one by the kernel without its arguments', () => {
    const answer = {
      kernels: [
        row('aten::relu'),
        row(
          'aten::add',
          'void at::native::vectorized_elementwise_kernel<4, at::Functor>(int, Data)',
        ),
      ],
    };
    expect(peerKernels(answer).map(({ kernel }) => kernel)).toEqual([
      'aten::relu',
      'aten::add, at::native::vectorized_elementwise_kernel',
    ]);
  });

  it.each([
    ['void (anonymous namespace)::sum_kernel<float>(float*)', 'aten::sum, sum_kernel'],
    [`sm90_${'x'.repeat(60)}`, `aten::sum, sm90_${'x'.repeat(42)}…`],
  ])('are shortened where they are long: %s', (kernel, name) => {
    expect(peerKernels({ kernels: [row('aten::sum', kernel)] })[0].kernel).toBe(name);
  });

  it('come largest first', () => {
    const answer = { kernels: [row('aten::relu'), { ...row('aten::mm'), ms: 3 }] };
    expect(peerKernels(answer).map(({ ms }) => ms)).toEqual([3, 1]);
  });

  it('are the optimiser’s where its step started them, whatever they do', () => {
    expect(classed(row('aten::_foreach_add_', 'multi_tensor', true))).toEqual(['optimiser']);
  });

  it.each([
    ['aten::cudnn_convolution', 'convolution'],
    ['aten::mkldnn_convolution', 'convolution'],
    ['aten::convolution_backward', 'convolution gradients'],
    ['aten::addmm', 'matrix products'],
    ['aten::cudnn_batch_norm', 'normalisation'],
    ['aten::native_batch_norm_backward', 'normalisation'],
    ['aten::sum', 'sums and maxima'],
    ['aten::_log_softmax_backward_data', 'sums and maxima'],
    ['aten::linalg_vector_norm', 'sums and maxima'],
    ['aten::copy_', 'copies and layout'],
    ['Memcpy HtoD (Pinned -> Device)', 'copies and layout'],
    ['aten::threshold_backward', 'element-wise'],
    ['aten::add_', 'element-wise'],
    ['aten::empty_strided', 'other'],
    ['aten::detach', 'other'],
  ])('%s is %s', (operation, part) => {
    expect(classed(row(operation))).toEqual([part]);
  });

  it('are refused where the answer is something else', () => {
    expect(() => peerKernels({ ms: [1] })).toThrow();
  });
});
