// Three operations whose answers are known: what a TensorFlow must get right to be taken.
import type { AddonBinding, OperationAttribute } from './addon-binding';

export interface KnownAnswer {
  readonly operation: string;
  readonly expected: readonly number[];
  compute(tf: Computing): Float32Array;
}

/** Thin words over the addon. */
export class Computing {
  constructor(private readonly binding: AddonBinding) {}

  /** A tensor of float32. */
  tensor(shape: readonly number[], values: readonly number[]): number {
    return this.binding.createTensor(shape, this.binding.TF_FLOAT, Float32Array.from(values));
  }

  run(
    name: string,
    attributes: readonly OperationAttribute[],
    inputs: readonly number[],
    outputs = 1,
  ): number[] {
    return this.binding.executeOp(name, attributes, inputs, outputs).map(({ id }) => id);
  }

  read(id: number): Float32Array {
    return this.binding.tensorDataSync(id);
  }

  float(name: string): OperationAttribute {
    return { name, type: this.binding.TF_ATTR_TYPE, value: this.binding.TF_FLOAT };
  }

  flag(name: string, value: boolean): OperationAttribute {
    return { name, type: this.binding.TF_ATTR_BOOL, value };
  }

  text(name: string, value: string): OperationAttribute {
    return { name, type: this.binding.TF_ATTR_STRING, value };
  }

  numbers(name: string, value: readonly number[]): OperationAttribute {
    return { name, type: this.binding.TF_ATTR_INT, value };
  }

  shape(name: string, value: readonly number[]): OperationAttribute {
    return { name, type: this.binding.TF_ATTR_SHAPE, value };
  }
}

export const knownAnswers: readonly KnownAnswer[] = [
  { operation: 'a product of matrices', expected: [19, 22, 43, 50], compute: product },
  { operation: 'a convolution', expected: [37, 47, 67, 77], compute: convolution },
  { operation: 'an update in place', expected: [9, 18], compute: update },
];

/** Within float32's rounding. */
export const agrees = (values: Float32Array, expected: readonly number[]): boolean =>
  values.length === expected.length &&
  expected.every((value, i) => Math.abs(values[i] - value) <= 1e-5 * Math.abs(value));

function product(tf: Computing): Float32Array {
  const [a, b] = [tf.tensor([2, 2], [1, 2, 3, 4]), tf.tensor([2, 2], [5, 6, 7, 8])];
  const flags = [tf.flag('transpose_a', false), tf.flag('transpose_b', false)];
  return tf.read(tf.run('MatMul', [tf.float('T'), ...flags], [a, b])[0]);
}

function convolution(tf: Computing): Float32Array {
  const picture = tf.tensor([1, 3, 3, 1], [1, 2, 3, 4, 5, 6, 7, 8, 9]);
  const kernel = tf.tensor([2, 2, 1, 1], [1, 2, 3, 4]);
  const attributes = [
    tf.float('T'),
    ...[tf.numbers('strides', [1, 1, 1, 1]), tf.numbers('dilations', [1, 1, 1, 1])],
    ...[tf.text('padding', 'VALID'), tf.text('data_format', 'NHWC')],
  ];
  return tf.read(tf.run('Conv2D', attributes, [picture, kernel])[0]);
}

/** One step of gradient descent on a variable: (10, 20) − 0.5 · (2, 4). */
function update(tf: Computing): Float32Array {
  const names = [tf.text('container', ''), tf.text('shared_name', 'self-test')];
  const [variable] = tf.run(
    'VarHandleOp',
    [tf.float('dtype'), tf.shape('shape', [2]), ...names],
    [],
  );
  tf.run('AssignVariableOp', [tf.float('dtype')], [variable, tf.tensor([2], [10, 20])], 0);
  const [rate, gradient] = [tf.tensor([], [0.5]), tf.tensor([2], [2, 4])];
  const attributes = [tf.float('T'), tf.flag('use_locking', false)];
  tf.run('ResourceApplyGradientDescent', attributes, [variable, rate, gradient], 0);
  return tf.read(tf.run('ReadVariableOp', [tf.float('dtype')], [variable])[0]);
}
