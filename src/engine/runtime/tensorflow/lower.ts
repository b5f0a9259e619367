// From the nodes of a program to kernel calls, operation by operation.
import type { OperationName } from '../../graph/operations';
import type { Tensor } from '../../graph/tensor';
import { elementwise } from './lower-elementwise';
import { indexing } from './lower-indexing';
import { layout } from './lower-layout';
import { products } from './lower-products';
import type { Lowering, Placed, Placement } from './placement';

type Computed = Exclude<OperationName, 'input' | 'constant'>;

const lowerings: { readonly [O in Computed]: Lowering<O> } = {
  ...elementwise,
  ...layout,
  ...indexing,
  ...products,
};

/** Emits the calls of a node whose operands are placed. */
export function lower(node: Tensor, placement: Placement): Placed {
  if (is(node, 'input'))
    return { value: placement.emitter.fresh(), order: placement.orderOf(node) };
  if (is(node, 'constant')) {
    const { data } = node.attributes;
    return { value: placement.emitter.constant(data, node.shape, node.dtype) };
  }
  return lowerComputed(node as Tensor<Computed>, placement);
}

function lowerComputed<O extends Computed>(node: Tensor<O>, placement: Placement): Placed {
  return lowerings[node.operation](node, placement);
}

export function is<O extends OperationName>(node: Tensor, operation: O): node is Tensor<O> {
  return node.operation === operation;
}
