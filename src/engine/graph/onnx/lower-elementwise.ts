// Element-wise operations, comparisons, reductions: mostly one ONNX node each.
import type { OperationName } from '../operations';
import { narrow, type Lowering } from './emitter';
import { onnxDataType } from './protobuf';

/** An operation that ONNX has under another name, without attributes. */
function plain<O extends OperationName>(type: string): Lowering<O> {
  return (_, inputs, emitter, output) => {
    emitter.emit(type, inputs, {}, output);
  };
}

function reduction<O extends 'reduceSumSquare' | 'reduceMax'>(type: string): Lowering<O> {
  return (node, [x], emitter, output) => {
    emitter.emit(type, [x, emitter.integers(node.attributes.axes)], { keepdims: 1 }, output);
  };
}

/**
 * Sums of a matrix's columns are a product with a row of ones: on the CPU two to nine times as fast
 * as ReduceSum, most with two threads.
 */
const reduceSum: Lowering<'reduceSum'> = (node, [x], emitter, output) => {
  const [matrix] = node.inputs;
  const { axes } = node.attributes;
  const ofColumns = matrix.shape.length === 2 && axes.length === 1 && axes[0] === 0;
  if (!ofColumns || matrix.dtype !== 'float32' || emitter.anyBatch) {
    emitter.emit('ReduceSum', [x, emitter.integers(axes)], { keepdims: 1 }, output);
    return;
  }
  const [rows] = matrix.shape;
  const ones = emitter.once(`ones ${rows}`, () =>
    emitter.initializer(new Float32Array(rows).fill(1), [1, rows], 'float32'),
  );
  emitter.emit('Gemm', [ones, x], {}, output);
};

export const elementwise = {
  stopGradient: plain('Identity'),
  withGradient: (_, [value], emitter, output) => {
    emitter.emit('Identity', [value], {}, output);
  },
  negate: plain('Neg'),
  exp: plain('Exp'),
  log: plain('Log'),
  sqrt: plain('Sqrt'),
  abs: plain('Abs'),
  relu: plain('Relu'),
  // clamp(3e38 · x, 0, 1): exact for all but denormal numbers, and one pass where Greater and Cast
  // are two. 16 bits hold no such factor.
  step: (node, [x], emitter, output) => {
    const type = emitter.lyingType(node.dtype);
    if (type === 'float32') {
      emitter.emit('HardSigmoid', [x], { alpha: { float: 3e38 }, beta: { float: 0 } }, output);
      return;
    }
    const zero = emitter.floats(Float32Array.of(0), [], type);
    const above = emitter.emit('Greater', [x, zero]);
    emitter.emit('Cast', [above], { to: onnxDataType(type) }, output);
  },
  sigmoid: plain('Sigmoid'),
  tanh: plain('Tanh'),
  erf: plain('Erf'),
  sin: plain('Sin'),
  cos: plain('Cos'),
  floor: plain('Floor'),
  add: plain('Add'),
  subtract: plain('Sub'),
  multiply: plain('Mul'),
  divide: plain('Div'),
  power: plain('Pow'),
  maximum: plain('Max'),
  minimum: plain('Min'),
  greater: plain('Greater'),
  greaterOrEqual: plain('GreaterOrEqual'),
  equal: (node, inputs, emitter, output) => {
    const whole = node.inputs[0].dtype === 'int64';
    emitter.emit('Equal', whole ? inputs.map((x) => narrow(emitter, x)) : inputs, {}, output);
  },
  and: plain('And'),
  // De Morgan: WebGPU has And and Not, but no Or.
  or: (_, inputs, emitter, output) => {
    const neither = emitter.emit(
      'And',
      inputs.map((x) => emitter.emit('Not', [x])),
    );
    emitter.emit('Not', [neither], {}, output);
  },
  not: plain('Not'),
  select: plain('Where'),
  cast: (node, inputs, emitter, output) => {
    const [from, to] = [node.inputs[0].dtype, node.dtype].map((type) => emitter.lyingType(type));
    if (from === to) emitter.emit('Identity', inputs, {}, output);
    else emitter.emit('Cast', inputs, { to: onnxDataType(to) }, output);
  },
  reduceSum,
  reduceSumSquare: reduction('ReduceSumSquare'),
  reduceMax: reduction('ReduceMax'),
  // Batch normalisation by mean 0 and variance 1: one pass, where Mul and Add are two.
  channelAffine: (node, [x, scale, shift], emitter, output) => {
    const channels = node.shape[1];
    const constant = (value: number): string =>
      emitter.floats(new Float32Array(channels).fill(value), [channels], node.dtype);
    const operands = [x, scale, shift, constant(0), constant(1)];
    emitter.emit('BatchNormalization', operands, { epsilon: { float: 0 } }, output);
  },
  softmax: (node, inputs, emitter, output) => {
    emitter.emit('Softmax', inputs, { axis: node.attributes.axis }, output);
  },
} satisfies { [O in OperationName]?: Lowering<O> };
