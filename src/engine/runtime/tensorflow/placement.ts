// Where the tensors of a graph are while it is lowered: in which place, in which order of axes.
import { sizeOf } from '../../graph/shape';
import type { Convolution, OperationName } from '../../graph/operations';
import type { Shape, Tensor } from '../../graph/tensor';
import type { Emitter } from './emitter';
import type { Value } from './kernel';
import type { Pictures } from './pictures';
import { physicalShape, plain, sameOrder, sameSequence, type Order } from './order';

export interface Placed {
  readonly value: Value;
  /** Plain where it is missing. */
  readonly order?: Order | undefined;
}

/** Emits the calls of one operation and says where its result is. */
export type Lowering<O extends OperationName> = (node: Tensor<O>, placement: Placement) => Placed;

export class Placement {
  /** The pictures of convolutions whose weights are trained, by the attributes that both share. */
  private readonly learning = new Map<unknown, Tensor>();
  private readonly placed = new Map<Tensor, Placed>();

  constructor(
    readonly emitter: Emitter,
    readonly pictures: Pictures,
    private readonly orders: ReadonlyMap<Tensor, Order>,
    nodes: readonly Tensor[],
  ) {
    for (const { operation, inputs, attributes } of nodes)
      if (operation === 'conv2dWeightGradient') this.learning.set(attributes, inputs[0]);
  }

  /** Whether a weight's gradient will read the same patches of `x`. */
  learns(x: Tensor, convolution: Convolution): boolean {
    return this.learning.get(convolution) === x;
  }

  /** The order that suits the node's neighbours. */
  orderOf(node: Tensor): Order | undefined {
    return this.orders.get(node);
  }

  set(node: Tensor, placed: Placed): void {
    this.placed.set(node, placed);
  }

  get(node: Tensor): Placed {
    const placed = this.placed.get(node);
    if (!placed) throw new Error(`${node.operation} was not lowered before its use`);
    return placed;
  }

  /** The tensor in an order, by default the plain one. */
  value(x: Tensor, order?: Order): Value {
    const { value, order: from } = this.get(x);
    return sameOrder(from, order) ? value : this.emitter.reorder(value, x.shape, from, order);
  }

  /** An operand that broadcasts against others of `rank` that lie in `order`. */
  operand(x: Tensor, order: Order | undefined): Value {
    if (!order || x.shape.length === 4) return this.value(x, order);
    const value = this.value(x);
    if (sizeOf(x.shape) === 1 && x.shape.length === 0) return value;
    const shape: Shape = [...Array.from({ length: 4 - x.shape.length }, () => 1), ...x.shape];
    if (sameSequence(shape, order)) return this.emitter.reshape(value, physicalShape(shape, order));
    return this.emitter.reorder(this.emitter.reshape(value, shape), shape, plain(shape), order);
  }

  /** Lies where it was made, in the plain order. */
  plainly(kernel: string, operands: readonly Tensor[], more: readonly Value[] = []): Placed {
    const inputs = [...operands.map((x) => this.value(x)), ...more];
    return { value: this.emitter.emit(kernel, inputs) };
  }
}
