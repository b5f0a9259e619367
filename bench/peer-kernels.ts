// What peers/kernels.py says of PyTorch's kernels.
import * as v from 'valibot';
import type { KernelClass } from './kernel-classes';
import { largestFirst, type KernelTime } from './kernel-times';

/** Of one step. */
const rowSchema = v.object({
  /** PyTorch's operation that started it. */
  operation: v.string(),
  /** On a graphics card; elsewhere the operation's name. */
  kernel: v.string(),
  /** Whether the optimiser's step started it. */
  optimiser: v.boolean(),
  ms: v.number(),
  count: v.number(),
});

const answerSchema = v.object({ kernels: v.array(rowSchema) });

/** @throws what valibot says where it is no such answer. */
export function peerKernels(answer: unknown): KernelTime[] {
  const { kernels } = v.parse(answerSchema, answer);
  return largestFirst(
    kernels.map(({ operation, kernel, optimiser, ms, count }) => ({
      kernel: kernel === operation ? operation : `${operation}, ${shortened(kernel)}`,
      class: optimiser ? 'optimiser' : operationClass(operation),
      ms,
      count,
    })),
  );
}

const words: readonly (readonly [RegExp, KernelClass])[] = [
  [/conv.*backward/i, 'convolution gradients'],
  [/conv(?!ert)/i, 'convolution'],
  [/(^|::)(mm|addmm|bmm|matmul|linear)$/, 'matrix products'],
  [/norm_backward|batch_norm/, 'normalisation'],
  [
    /(^|::)_?(sum|mean|max|amax|norm|linalg_vector_norm|softmax|log_softmax|nll_loss)/,
    'sums and maxima',
  ],
  [
    /(^|::)_?(copy_|to_copy|to|clone|contiguous|cat|stack|fill_|zero_|fill_diagonal_|arange|slice_backward|select_backward|expand|one_hot|scatter_?|gather|index|Memcpy|Memset)/,
    'copies and layout',
  ],
  [
    /(^|::)_?(relu_?|threshold_backward|clamp|add|sub|mul|div|neg|exp|log|sqrt|rsqrt|pow|square|where|eq|ge|gt|le|lt|remainder|masked_fill|addcmul|addcdiv|lerp|foreach)/,
    'element-wise',
  ],
];

/** Host work without arithmetic, as views and allocations are, is `other`. */
function operationClass(operation: string): KernelClass {
  return words.find(([word]) => word.test(operation))?.[1] ?? 'other';
}

const LONGEST_NAME = 48;

/** Templates and arguments of a kernel's name say more than a table can hold. */
function shortened(kernel: string): string {
  const named = kernel.replace(/^void\s+/, '').replaceAll('(anonymous namespace)::', '');
  const bare = named.replace(/[<(].*$/s, '');
  return bare.length > LONGEST_NAME ? `${bare.slice(0, LONGEST_NAME - 1)}…` : bare;
}
