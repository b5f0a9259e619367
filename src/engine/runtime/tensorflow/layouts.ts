// Decides in which order the axes of each tensor of rank 4 lie: convolutions say what they prefer,
// and what is element-wise beside them follows, so that transposes are left to the borders.
import type { OperationName } from '../../graph/operations';
import { programInputs, programNodes, type Program } from '../../graph/program';
import type { Tensor } from '../../graph/tensor';
import { kernelOrder, type Order } from './order';
import type { Pictures } from './pictures';

/** Operations whose result lies as their first operand does, though its shape may differ. */
const following: ReadonlySet<OperationName> = new Set<OperationName>([
  'channelAffine',
  'reduceSum',
  'reduceSumSquare',
  'reduceMax',
  'broadcastTo',
  'slice',
  'pad',
  'maxPool2d',
  'withGradient',
]);

/** Operations that take every operand of rank 4 alike. */
const elementwise: ReadonlySet<OperationName> = new Set<OperationName>([
  ...(['negate', 'exp', 'log', 'sqrt', 'abs', 'relu', 'step', 'sigmoid', 'tanh'] as const),
  ...(['erf', 'sin', 'cos', 'floor', 'stopGradient', 'cast', 'concat'] as const),
  ...(['add', 'subtract', 'multiply', 'divide', 'power', 'maximum', 'minimum'] as const),
  ...(['greater', 'greaterOrEqual', 'equal', 'and', 'or', 'not', 'select'] as const),
]);

/** The orders of the tensors that do not lie plainly. */
export function assignOrders(program: Program, pictures: Pictures): ReadonlyMap<Tensor, Order> {
  const nodes = programNodes(program);
  const groups = new Groups();
  for (const node of nodes) {
    if (following.has(node.operation)) groups.join(node, node.inputs[0]);
    if (elementwise.has(node.operation)) for (const x of node.inputs) groups.join(node, x);
  }
  const inputs = programInputs(program);
  for (const [name, next] of Object.entries(program.updates ?? {})) {
    const state = inputs.get(name);
    if (state) groups.join(next, state);
  }
  const chosen = new Map<Tensor, Order | undefined>();
  for (const node of nodes) {
    for (const [tensor, order] of preferences(node, pictures.order)) {
      const group = groups.of(tensor);
      if (!chosen.has(group)) chosen.set(group, order);
    }
  }
  return new Map(
    nodes.flatMap((node) => {
      const order = node.shape.length === 4 ? chosen.get(groups.of(node)) : undefined;
      return order ? [[node, order] as const] : [];
    }),
  );
}

function preferences(node: Tensor, ofPictures: Order | undefined): [Tensor, Order | undefined][] {
  const [first, second] = node.inputs;
  switch (node.operation) {
    case 'conv2d':
    case 'conv2dInputGradient':
      return [
        [node, ofPictures],
        [first, ofPictures],
        [second, kernelOrder],
      ];
    case 'conv2dWeightGradient':
      return [
        [node, kernelOrder],
        [first, ofPictures],
        [second, ofPictures],
      ];
    case 'maxPool2d':
      return [[node, ofPictures]];
    default:
      return [];
  }
}

/** Tensors of rank 4 that lie alike (union-find). */
class Groups {
  private readonly parents = new Map<Tensor, Tensor>();

  of(tensor: Tensor): Tensor {
    let root = tensor;
    for (let parent = this.parents.get(root); parent; parent = this.parents.get(root))
      root = parent;
    if (root !== tensor) this.parents.set(tensor, root);
    return root;
  }

  join(a: Tensor, b: Tensor): void {
    if (a.shape.length !== 4 || b.shape.length !== 4) return;
    const [left, right] = [this.of(a), this.of(b)];
    if (left !== right) this.parents.set(right, left);
  }
}
