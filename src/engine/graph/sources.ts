// Where values enter the graph: inputs (batches, state), constants, and the wall for gradients.
import { ShapeError, sizeOf } from './shape';
import { tensor, type HostArray, type HostType, type Shape, type Tensor } from './tensor';

/** A value that is fed at every run, or a state that the runtime keeps between runs. */
export function input(name: string, shape: Shape, dtype: HostType = 'float32'): Tensor<'input'> {
  return tensor('input', { attributes: { name }, inputs: [], shape, dtype });
}

/** Values fixed in the graph; Float32Array, BigInt64Array (int64) or Uint8Array (uint8). */
export function constant(data: HostArray, shape: Shape = [data.length]): Tensor<'constant'> {
  if (data.length !== sizeOf(shape))
    throw new ShapeError('constant', [shape], `${data.length} values given`);
  return tensor('constant', { attributes: { data }, inputs: [], shape, dtype: dtypeOf(data) });
}

export function scalar(value: number): Tensor<'constant'> {
  return constant(Float32Array.of(value), []);
}

/** A tensor of one repeated value. */
export function filled(value: number, shape: Shape): Tensor<'constant'> {
  return constant(new Float32Array(sizeOf(shape)).fill(value), shape);
}

/** The same values; the gradient ends here (`detach`). */
export function stopGradient(x: Tensor): Tensor<'stopGradient'> {
  return tensor('stopGradient', { attributes: {}, inputs: [x], shape: x.shape, dtype: x.dtype });
}

/**
 * `value` with a gradient of its own: `rule` gives those by `inputs`, and none flows through how
 * the value was made. For where the derivative in closed form is cheaper than the chain rule's.
 */
export function withGradient(
  value: Tensor,
  inputs: readonly Tensor[],
  rule: (gradient: Tensor) => readonly (Tensor | undefined)[],
): Tensor<'withGradient'> {
  return tensor('withGradient', {
    attributes: {},
    inputs: [value, ...inputs],
    shape: value.shape,
    dtype: value.dtype,
    gradient: (g) => [undefined, ...rule(g)],
  });
}

function dtypeOf(data: HostArray): HostType {
  if (data instanceof Float32Array) return 'float32';
  return data instanceof BigInt64Array ? 'int64' : 'uint8';
}
