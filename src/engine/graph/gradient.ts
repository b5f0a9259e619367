// Reverse-mode differentiation: the gradient of a scalar as more graph (Linnainmaa 1976; the
// accumulation order of Griewank & Walther 2008, ch. 3).
import { add } from './arithmetic';
import { cast } from './comparison';
import { requireSameType, sameShape, ShapeError, sizeOf } from './shape';
import { filled } from './sources';
import type { Tensor } from './tensor';

/**
 * ∂loss/∂x for every x of `wrt`, each of x's shape; zeros where the loss does not depend on x.
 * `seed` is the gradient by `loss` itself, 1 by default: with one, `loss` may have any shape and
 * the result is the vector-Jacobian product.
 */
export function gradients(loss: Tensor, wrt: readonly Tensor[], seed?: Tensor): Tensor[] {
  if (!seed && sizeOf(loss.shape) !== 1)
    throw new ShapeError('gradients', [loss.shape], 'the loss is no scalar and no seed was given');
  if (seed && !sameShape(seed.shape, loss.shape))
    throw new ShapeError('gradients', [loss.shape, seed.shape], 'the seed has another shape');
  if (seed) requireSameType('gradients', loss, seed);
  const order = topological([loss]);
  const needed = dependents(order, new Set(wrt));
  const sums = new Map<Tensor, Tensor>([[loss, seed ?? like(1, loss)]]);
  for (const node of order.reverse()) {
    const g = sums.get(node);
    if (!g || !needed.has(node) || !node.gradient) continue;
    node.gradient(g, node).forEach((part, i) => {
      const x = node.inputs[i];
      if (!part || !needed.has(x)) return;
      requireSameType(`the gradient of ${node.operation}`, x, part);
      const sum = sums.get(x);
      sums.set(x, sum ? add(sum, part) : part);
    });
  }
  return wrt.map((x) => sums.get(x) ?? like(0, x));
}

function like(value: number, { shape, dtype }: Tensor): Tensor {
  return cast(filled(value, shape), dtype);
}

/** Every tensor that `ends` depend on, operands before what is made of them. Not recursive: graphs are deep. */
export function topological(ends: readonly Tensor[]): Tensor[] {
  const order = new Set<Tensor>();
  const stack = [...ends].reverse();
  while (stack.length > 0) {
    const node = stack[stack.length - 1];
    const missing = order.has(node) ? [] : node.inputs.filter((x) => !order.has(x));
    if (missing.length > 0) {
      stack.push(...missing.reverse());
    } else {
      stack.pop();
      order.add(node);
    }
  }
  return [...order];
}

/** Those of `order` through which a gradient flows to one of `wrt`. */
function dependents(order: readonly Tensor[], wrt: ReadonlySet<Tensor>): Set<Tensor> {
  const needed = new Set<Tensor>(wrt);
  for (const node of order) {
    if (node.gradient && node.inputs.some((x) => needed.has(x))) needed.add(node);
  }
  return needed;
}
