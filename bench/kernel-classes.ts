// What kernels are sorted by: the parts of a training step that both sides have.

export const kernelClasses = [
  'convolution',
  'convolution gradients',
  'matrix products',
  'normalisation',
  'sums and maxima',
  'element-wise',
  'copies and layout',
  'optimiser',
  'other',
] as const;

export type KernelClass = (typeof kernelClasses)[number];

/** One run of a kernel. */
export interface KernelRun {
  readonly kernel: string;
  readonly class: KernelClass;
  readonly ms: number;
}

/** Words in the names of operations, of ONNX and of TensorFlow alike: the first that fits says it. */
const words: readonly (readonly [RegExp, KernelClass])[] = [
  [/^ResourceApply/, 'optimiser'],
  [/^ConvTranspose|^Conv2DBackprop|ConvGrad/, 'convolution gradients'],
  [/^(Fused)?Conv/, 'convolution'],
  [/MatMul|Gemm/, 'matrix products'],
  [/Norm/, 'normalisation'],
  [/^(Reduce|Sum|Mean|Max$|SoftMax|Softmax|TopK|BiasAddGrad|.*Pool)/, 'sums and maxima'],
  [
    /^(Transpose|Concat|Slice|StridedSlice|Split|Pad|Gather|Scatter|Reshape|Squeeze|Unsqueeze|Expand|Broadcast|Tile|Identity|Cast|Memcpy|Fill|Pack|SpaceTo|DepthTo|.*VariableOp|upload|download)/,
    'copies and layout',
  ],
];

/** For kernels of which nothing else is known: no word fits those that are element-wise. */
export function classByName(kernel: string): KernelClass {
  return words.find(([word]) => word.test(kernel))?.[1] ?? 'element-wise';
}
