// Runs the forward graph of an encoder in float64 by plain loops: differences of it see slopes that
// float32 cannot, and hardly ever cross a corner of a ReLU.
import { topological } from '../../../src/engine/graph/gradient';
import type { OperationName } from '../../../src/engine/graph/operations';
import type { Tensor } from '../../../src/engine/graph/tensor';
import { broadcastAt, fill, type NdArray } from '../graph/naive/array';
import { naiveConv, naiveMatmul, naivePool } from '../graph/naive/products';
import { naiveReduce } from '../graph/naive/reduce';

export type Float64Feeds = Readonly<Record<string, ArrayLike<number>>>;

/** The values of `end`. */
export function runInFloat64(end: Tensor, feeds: Float64Feeds): Float64Array {
  const values = new Map<Tensor, NdArray>();
  for (const node of topological([end])) {
    const operands = node.inputs.map((x) => values.get(x)!);
    values.set(node, evaluate(node, operands, feeds));
  }
  return values.get(end)!.data;
}

function evaluate(node: Tensor, operands: readonly NdArray[], feeds: Float64Feeds): NdArray {
  const [first, second] = operands;
  if (is(node, 'input')) return given(node, feeds[node.attributes.name]);
  if (is(node, 'constant')) return given(node, Array.from(node.attributes.data, Number));
  if (is(node, 'matmul'))
    return naiveMatmul(first, second, node.attributes.transposeA, node.attributes.transposeB);
  if (is(node, 'conv2d')) return biased(naiveConv(first, second, node.attributes), operands.at(2));
  if (is(node, 'channelAffine')) {
    const [x, scale, shift] = operands;
    return fill(x.shape, (i) => broadcastAt(x, i) * scale.data[i[1]] + shift.data[i[1]]);
  }
  if (is(node, 'maxPool2d')) return naivePool(first, node.attributes, (seen) => Math.max(...seen));
  if (is(node, 'reduceSum'))
    return naiveReduce(first, node.attributes.axes, true, (seen) =>
      seen.reduce((a, b) => a + b, 0),
    );
  if (is(node, 'reduceSumSquare'))
    return naiveReduce(first, node.attributes.axes, true, (seen) =>
      seen.reduce((a, b) => a + b * b, 0),
    );
  if (node.operation === 'reshape') return { shape: node.shape, data: first.data };
  if (node.operation === 'withGradient') return first;
  return elementwise(node, operands);
}

const functions: Partial<Record<OperationName, (a: number, b: number) => number>> = {
  add: (a, b) => a + b,
  subtract: (a, b) => a - b,
  multiply: (a, b) => a * b,
  divide: (a, b) => a / b,
  sqrt: Math.sqrt,
  relu: (a) => Math.max(0, a),
};

function elementwise(node: Tensor, [a, b = a]: readonly NdArray[]): NdArray {
  const apply = functions[node.operation];
  if (!apply) throw new Error(`${node.operation} is not among the operations of encoders`);
  return fill(node.shape, (index) => apply(broadcastAt(a, index), broadcastAt(b, index)));
}

function biased(y: NdArray, bias: NdArray | undefined): NdArray {
  if (!bias) return y;
  return fill(y.shape, (index) => broadcastAt(y, index) + bias.data[index[1]]);
}

function given({ shape }: Tensor, values: ArrayLike<number>): NdArray {
  return { shape, data: Float64Array.from(values) };
}

function is<O extends OperationName>(node: Tensor, operation: O): node is Tensor<O> {
  return node.operation === operation;
}
