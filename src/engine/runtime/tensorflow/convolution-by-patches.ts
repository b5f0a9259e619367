// Convolutions as matrix products over the patches of all pictures (im2col), which a step gathers
// once for the forward pass and for the weight's gradient: TensorFlow's own kernel of the latter
// gathers them anew, and more slowly.
import { sizeOf } from '../../graph/shape';
import { isNarrow, type Shape } from '../../graph/tensor';
import type { Windows } from './lower-convolution';
import type { Value } from './kernel';
import { inFloat32, ofFloat32 } from './narrow';

/** Patches take at most so many bytes at once; where those of one picture take more, kernels do without. */
const MOST_BYTES = 64 * 2 ** 20;

/** Up to so many values, a patch is made faster by a convolution with unit kernels than by gathering. */
const SMALL_PATCH = 32;

/** Whether those of all pictures may be held at once. */
export function patchesFit(windows: Windows): boolean {
  return partsOf(windows) === 1;
}

/** Into how many equal parts the pictures are divided so that the patches of one may be held. */
export function partsOf({ pictures, type, input, output, kernel }: Windows): number | undefined {
  if (pictures.device !== 'cpu') return undefined;
  const [n, , h, w] = output;
  const bytes = (isNarrow(type) ? 2 : 4) * h * w * sizeOf(kernel.slice(0, 2)) * input[1];
  for (let parts = 1; parts <= n; parts++)
    if (n % parts === 0 && (n / parts) * bytes <= MOST_BYTES) return parts;
  return undefined;
}

/** y [n, h, w, co] of `x` [n, height, width, ci] and the kernel [kh, kw, ci, co]. */
export function forwardByPatches(windows: Windows, x: Value, kernel: Value): Value {
  const { emitter, output } = windows;
  const [n, co, h, w] = output;
  const matrix = emitter.reshape(kernel, [-1, co]);
  const product = emitter.emit('MatMul', [patches(windows, x), matrix]);
  return emitter.reshape(product, [n, h, w, co]);
}

/**
 * The kernel's gradient [kh, kw, ci, co] of `x` and the output's gradient `g` [n, h, w, co]. One factor
 * of the product has to be transposed, which costs its size: the one with the shorter rows.
 */
export function weightGradientByPatches(
  windows: Windows,
  parts: number,
  x: Value,
  g: Value,
): Value {
  const { emitter, kernel, input, output } = windows;
  const fewer = ([n, ...rest]: Shape): Shape => [n / parts, ...rest];
  const one = { ...windows, input: fewer(input), output: fewer(output) };
  const part = (value: Value, [n, channels, ...places]: Shape, i: number): Value => {
    if (parts === 1) return value;
    const start = emitter.integers([i * n, 0, 0, 0]);
    return emitter.emit('Slice', [value, start, emitter.integers([n, ...places, channels])]);
  };
  const [length, channels] = [sizeOf(kernel.slice(0, 3)), kernel[3]];
  const isTurned = channels < length;
  const products = Array.from({ length: parts }, (_, i) => {
    const places = emitter.reshape(part(g, one.output, i), [-1, channels]);
    const seen = patches(one, part(x, one.input, i));
    const factors = isTurned ? [places, seen] : [seen, places];
    return emitter.emit('MatMul', factors, { transpose_a: true });
  });
  const sum = parts === 1 ? products[0] : sumOf(windows, products);
  const matrix = isTurned ? emitter.transpose(sum, [channels, length], [1, 0]) : sum;
  return emitter.reshape(matrix, kernel);
}

function sumOf({ emitter, type }: Windows, products: readonly Value[]): Value {
  return inFloat32(emitter, type, products, (addends) =>
    addends.reduce((all, addend) => emitter.emit('AddV2', [all, addend])),
  );
}

/** What each place sees: [n · h · w, kh · kw · ci]. */
function patches(windows: Windows, x: Value): Value {
  const { emitter, kernel } = windows;
  const length = sizeOf(kernel.slice(0, 3));
  const seen = length <= SMALL_PATCH ? byUnitKernels(windows, x) : gathered(windows, x);
  return emitter.reshape(seen, [-1, length]);
}

/** One output channel for each value of a patch, with a kernel that is 1 there. */
function byUnitKernels({ emitter, pictures, type, ...windows }: Windows, x: Value): Value {
  const { kernel, strides, padding, dilations } = windows;
  const length = sizeOf(kernel.slice(0, 3));
  const shape = [...kernel.slice(0, 3), length];
  const kernels = emitter.keyed(`unit kernels ${type} ${shape.join()}`, () => {
    const unit = new Float32Array(length ** 2);
    for (let i = 0; i < length; i++) unit[i * length + i] = 1;
    return ofFloat32(emitter, emitter.constant(unit, shape, 'float32'), type);
  });
  return emitter.emit('Conv2D', [x, kernels], {
    strides: pictures.sizes(1, strides),
    dilations: pictures.sizes(1, dilations),
    ...pictures.paddings(padding, padding),
    data_format: pictures.format,
  });
}

function gathered(windows: Windows, x: Value): Value {
  const { emitter, input, padding } = windows;
  const amounts = [0, 0, padding[0], padding[0], padding[1], padding[1], 0, 0];
  const around = emitter.constant(Int32Array.from(amounts), [4, 2], 'int32');
  const padded = padding.some(Boolean) ? emitter.emit('Pad', [x, around]) : x;
  const pixels = emitter.reshape(padded, [-1, input[1]]);
  return emitter.emit('GatherV2', [pixels, patchPixels(windows), emitter.integer(0)]);
}

/** The pixel of all padded pictures that each tap of each place sees: [n · h · w · taps]. */
function patchPixels({ emitter, input, output, kernel, ...windows }: Windows): Value {
  const { strides, padding, dilations } = windows;
  const [n, , h, w] = output;
  const [kh, kw] = kernel;
  const [rows, columns] = [input[2] + 2 * padding[0], input[3] + 2 * padding[1]];
  const sizes = [n, h, w, kh, kw, rows, columns];
  const key = `patch pixels ${[sizes, strides, dilations].join(' ')}`;
  return emitter.keyed(key, () => {
    const pixels = new Int32Array(n * h * w * kh * kw);
    let i = 0;
    for (let picture = 0; picture < n; picture++)
      for (let y = 0; y < h; y++)
        for (let x = 0; x < w; x++)
          for (let row = 0; row < kh; row++)
            for (let column = 0; column < kw; column++)
              pixels[i++] =
                (picture * rows + y * strides[0] + row * dilations[0]) * columns +
                x * strides[1] +
                column * dilations[1];
    return emitter.constant(pixels, [pixels.length], 'int32');
  });
}
