// Element-wise operations, comparisons and reductions as TensorFlow kernels.
import type { OperationName } from '../../graph/operations';
import { sameShape } from '../../graph/shape';
import { isNarrow, type Tensor } from '../../graph/tensor';
import type { Value } from './kernel';
import { castTo, inFloat32, numberOf } from './narrow';
import { channelsLast, physicalAxis, physicalShape, sameOrder } from './order';
import type { Lowering, Placed, Placement } from './placement';

/** An operation that is one kernel without attributes. */
function kernel<O extends OperationName>(name: string): Lowering<O> {
  return (node, placement) => {
    const order = placement.orderOf(node);
    const operands = unrepeated(node).map((x) => placement.operand(x, order));
    return { value: placement.emitter.emit(name, operands), order };
  };
}

/** The operands: what is repeated to the result's shape is taken as it was, if another has that shape. */
function unrepeated(node: Tensor): readonly Tensor[] {
  const { inputs, shape } = node;
  const whole = inputs.some((x) => x.operation !== 'broadcastTo' && sameShape(x.shape, shape));
  return whole ? inputs.map((x) => (x.operation === 'broadcastTo' ? x.inputs[0] : x)) : inputs;
}

/** The first operand as it lies. */
function same(node: Tensor, placement: Placement): Placed {
  return placement.get(node.inputs[0]);
}

function reduction<O extends 'reduceSum' | 'reduceSumSquare' | 'reduceMax'>(
  name: 'Sum' | 'Max',
  prepare: (x: Value, placement: Placement) => Value = (x) => x,
): Lowering<O> {
  return (node, placement) => {
    const [x] = node.inputs;
    const order = placement.orderOf(x);
    const axes = node.attributes.axes.map((axis) => physicalAxis(axis, order));
    const { emitter } = placement;
    const operand = prepare(placement.value(x, order), placement);
    if (name === 'Sum' && isAllButLast(axes, x.shape.length)) {
      const sums = emitter.emit('BiasAddGrad', [operand]);
      const shape = physicalShape(node.shape, order);
      return { value: emitter.reshape(sums, shape, shape.slice(-1)), order };
    }
    const operands = [operand, emitter.integers(axes)];
    return { value: emitter.emit(name, operands, { keep_dims: true }), order };
  };
}

/** What a bias' gradient is summed over: that kernel is faster than the general one. */
function isAllButLast(axes: readonly number[], rank: number): boolean {
  return rank > 1 && axes.length === rank - 1 && !axes.includes(rank - 1);
}

function square(x: Value, { emitter }: Placement): Value {
  return emitter.emit('Square', [x]);
}

export const elementwise = {
  stopGradient: same,
  withGradient: same,
  negate: kernel('Neg'),
  exp: kernel('Exp'),
  log: kernel('Log'),
  sqrt: kernel('Sqrt'),
  abs: kernel('Abs'),
  relu: kernel('Relu'),
  step: (node, placement) => {
    const order = placement.orderOf(node);
    const { emitter } = placement;
    const x = placement.value(node.inputs[0], order);
    const above = emitter.emit('Greater', [x, numberOf(emitter, 0, node.dtype)]);
    return { value: castTo(emitter, above, node.dtype), order };
  },
  sigmoid: kernel('Sigmoid'),
  tanh: kernel('Tanh'),
  erf: kernel('Erf'),
  sin: kernel('Sin'),
  cos: kernel('Cos'),
  floor: kernel('Floor'),
  add: kernel('AddV2'),
  subtract: kernel('Sub'),
  multiply: (node, placement) => {
    const [a, b] = node.inputs;
    if (a === b) return squared(node, placement);
    if (isStepOf(b, a)) return reluGradient(a, b, placement, node);
    if (isStepOf(a, b)) return reluGradient(b, a, placement, node);
    return kernel('Mul')(node, placement);
  },
  divide: kernel('RealDiv'),
  power: kernel('Pow'),
  maximum: kernel('Maximum'),
  minimum: kernel('Minimum'),
  greater: kernel('Greater'),
  greaterOrEqual: kernel('GreaterEqual'),
  equal: kernel('Equal'),
  and: kernel('LogicalAnd'),
  or: kernel('LogicalOr'),
  not: kernel('LogicalNot'),
  select: kernel('SelectV2'),
  cast: (node, placement) => {
    const order = placement.orderOf(node);
    const x = placement.value(node.inputs[0], order);
    return { value: castTo(placement.emitter, x, node.dtype), order };
  },
  reduceSum: reduction('Sum'),
  reduceSumSquare: reduction('Sum', square),
  reduceMax: reduction('Max'),
  channelAffine: (node, placement) => {
    const [x, scale, shift] = node.inputs;
    const lies = sameOrder(placement.orderOf(node), channelsLast);
    const order = lies ? channelsLast : undefined;
    const operands = [placement.value(x, order), placement.value(scale), placement.value(shift)];
    return { value: (lies ? affineAtOnce : affineInTwo)(node, placement, operands), order };
  },
  softmax: (node, placement) => {
    const { emitter } = placement;
    const { axis } = node.attributes;
    const last = node.shape.length - 1;
    const softmax = (x: Value): Value =>
      inFloat32(emitter, node.dtype, [x], (wide) => emitter.emit('Softmax', wide));
    const x = placement.value(node.inputs[0]);
    if (axis === last) return { value: softmax(x) };
    const swapped = node.shape.map((_, i) => (i === axis ? last : i === last ? axis : i));
    const turned = softmax(emitter.transpose(x, node.shape, swapped));
    const shape = swapped.map((from) => node.shape[from]);
    return { value: emitter.transpose(turned, shape, swapped) };
  },
} satisfies { [O in OperationName]?: Lowering<O> };

/** Batch normalisation by mean 0 and variance 1: one pass. */
function affineAtOnce(
  node: Tensor,
  { emitter }: Placement,
  [x, scale, shift]: readonly Value[],
): Value {
  const channels = [node.shape[1]];
  const all = (value: number): Value =>
    emitter.keyed(`all ${value} ${channels[0]}`, () =>
      emitter.constant(new Float32Array(channels[0]).fill(value), channels, 'float32'),
    );
  // The kernel takes maps in float32, whatever the type of what they map.
  const maps = [scale, shift].map((map) =>
    isNarrow(node.dtype) ? castTo(emitter, map, 'float32') : map,
  );
  const operands = [x, ...maps, all(0), all(1)];
  const attributes = { epsilon: { float: 0 }, is_training: false, data_format: 'NHWC' };
  return emitter.emitMany('FusedBatchNormV3', operands, attributes, 6)[0];
}

function affineInTwo(node: Tensor, { emitter }: Placement, operands: readonly Value[]): Value {
  const behind = node.shape.slice(2).map(() => 1);
  const perChannel = (value: Value): Value =>
    behind.length > 0 ? emitter.reshape(value, [node.shape[1], ...behind]) : value;
  return inFloat32(emitter, node.dtype, operands, ([x, scale, shift]) =>
    emitter.emit('AddV2', [emitter.emit('Mul', [x, perChannel(scale)]), perChannel(shift)]),
  );
}

function squared(node: Tensor, placement: Placement): Placed {
  const order = placement.orderOf(node);
  return { value: square(placement.value(node.inputs[0], order), placement), order };
}

function isStepOf(x: Tensor, other: Tensor): boolean {
  return x.operation === 'step' && sameShape(x.shape, other.shape);
}

/** gradient · step(y) is one kernel; that of `step` alone is then left out. */
function reluGradient(gradient: Tensor, step: Tensor, placement: Placement, node: Tensor): Placed {
  const order = placement.orderOf(node);
  const operands = [placement.value(gradient, order), placement.value(step.inputs[0], order)];
  return { value: placement.emitter.emit('ReluGrad', operands), order };
}
