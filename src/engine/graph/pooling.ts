// Pooling over windows of a picture [n, c, h, w].
import { add, multiply } from './arithmetic';
import { and, equal, not, select } from './comparison';
import { pair, windowCount } from './convolution';
import type { Attributes, Pair } from './operations';
import { ShapeError } from './shape';
import { pad, place, slice } from './slicing';
import { mean } from './statistics';
import { tensor, type Shape, type Tensor } from './tensor';

interface PoolingOptions {
  readonly kernel: Pair | number;
  /** By default the kernel: windows side by side. */
  readonly strides?: Pair | number;
  readonly padding?: Pair | number;
}
type Window = Attributes['maxPool2d'];

/** The largest of each window; what is padded never wins. The first of equal values takes the gradient. */
export function maxPool2d(x: Tensor, options: PoolingOptions): Tensor {
  const window = windowOf(options);
  return tensor('maxPool2d', {
    attributes: window,
    inputs: [x],
    shape: pooledShape('maxPool2d', x.shape, window),
    dtype: x.dtype,
    gradient: (g, y) => [maxPoolGradient(x, y, g, window)],
  });
}

/** The mean of each window, padding counted as zeros. */
export function averagePool2d(x: Tensor, options: PoolingOptions): Tensor {
  const window = windowOf(options);
  const padded = padPicture(x, window.padding, 0);
  const parts = offsets(window).map((offset) => windowElement(padded, x.shape, window, offset));
  return multiply(
    parts.reduce((sum, part) => add(sum, part)),
    1 / parts.length,
  );
}

/** The mean over the whole picture: [n, c, h, w] -> [n, c]. */
export function globalAveragePool(x: Tensor): Tensor {
  return mean(x, [2, 3], false);
}

function windowOf({ kernel, strides, padding }: PoolingOptions): Window {
  return {
    kernel: pair(kernel, 1),
    strides: pair(strides ?? kernel, 1),
    padding: pair(padding, 0),
  };
}

function pooledShape(operation: string, x: Shape, { kernel, strides, padding }: Window): Shape {
  const size = (axis: 0 | 1): number =>
    windowCount(x[axis + 2] ?? 0, kernel[axis], strides[axis], padding[axis]);
  if (x.length !== 4 || size(0) < 1 || size(1) < 1 || padding.some((p, i) => 2 * p > kernel[i]))
    throw new ShapeError(operation, [x, kernel], 'the window does not fit the picture');
  return [x[0], x[1], size(0), size(1)];
}

function padPicture(x: Tensor, [h, w]: Pair, value: number): Tensor {
  return pad(x, [0, 0, h, w], [0, 0, h, w], value);
}

function offsets({ kernel: [height, width] }: Window): Pair[] {
  return Array.from({ length: height * width }, (_, i) => [Math.floor(i / width), i % width]);
}

/** Element `offset` of every window, as a picture of the pooled size. */
function windowElement(padded: Tensor, x: Shape, window: Window, offset: Pair): Tensor {
  const [, , height, width] = pooledShape('averagePool2d', x, window);
  const { strides } = window;
  return slice(
    padded,
    [0, 0, ...offset],
    [
      x[0],
      x[1],
      offset[0] + (height - 1) * strides[0] + 1,
      offset[1] + (width - 1) * strides[1] + 1,
    ],
    [1, 1, ...strides],
  );
}

function maxPoolGradient(x: Tensor, y: Tensor, g: Tensor, window: Window): Tensor {
  const padded = padPicture(x, window.padding, -Infinity);
  const steps = [1, 1, ...window.strides];
  let free: Tensor | undefined;
  let total: Tensor | undefined;
  for (const offset of offsets(window)) {
    const attains = equal(windowElement(padded, x.shape, window, offset), y);
    const first = free ? and(attains, free) : attains;
    free = free ? and(free, not(attains)) : not(attains);
    const part = place(select(first, g, 0), padded.shape, [0, 0, ...offset], steps);
    total = total ? add(total, part) : part;
  }
  const [h, w] = window.padding;
  return slice(total!, [0, 0, h, w], [x.shape[0], x.shape[1], h + x.shape[2], w + x.shape[3]]);
}
