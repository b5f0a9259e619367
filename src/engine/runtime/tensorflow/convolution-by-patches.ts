// Convolutions as matrix products over the patches of all pictures (im2col), which a step gathers
// once for the forward pass and for the weight's gradient: TensorFlow's own kernel of the latter
// gathers them anew, and more slowly.
import { sizeOf } from '../../graph/shape';
import type { Windows } from './lower-convolution';
import type { Value } from './kernel';

/** Patches may take so many bytes; where they would take more, the kernels do without. */
const MOST_BYTES = 64 * 2 ** 20;

/** Up to so many values, a patch is made faster by a convolution with unit kernels than by gathering. */
const SMALL_PATCH = 32;

export function patchesFit({ pictures, input, output, kernel }: Windows): boolean {
  const [n, , h, w] = output;
  const bytes = 4 * n * h * w * sizeOf(kernel.slice(0, 2)) * input[1];
  return pictures.device === 'cpu' && bytes <= MOST_BYTES;
}

/** y [n, h, w, co] of `x` [n, height, width, ci] and the kernel [kh, kw, ci, co]. */
export function forwardByPatches(windows: Windows, x: Value, kernel: Value): Value {
  const { emitter, output } = windows;
  const [n, co, h, w] = output;
  const matrix = emitter.reshape(kernel, [-1, co]);
  const product = emitter.emit('MatMul', [patches(windows, x), matrix]);
  return emitter.reshape(product, [n, h, w, co]);
}

/** The kernel's gradient [kh, kw, ci, co] of `x` and the output's gradient `g` [n, h, w, co]. */
export function weightGradientByPatches(windows: Windows, x: Value, g: Value): Value {
  const { emitter, kernel } = windows;
  const places = emitter.reshape(g, [-1, kernel[3]]);
  const factors = [patches(windows, x), places];
  return emitter.reshape(emitter.emit('MatMul', factors, { transpose_a: true }), kernel);
}

/** What each place sees: [n · h · w, kh · kw · ci]. */
function patches(windows: Windows, x: Value): Value {
  const { emitter, kernel } = windows;
  const length = sizeOf(kernel.slice(0, 3));
  const seen = length <= SMALL_PATCH ? byUnitKernels(windows, x) : gathered(windows, x);
  return emitter.reshape(seen, [-1, length]);
}

/** One output channel for each value of a patch, with a kernel that is 1 there. */
function byUnitKernels({ emitter, pictures, ...windows }: Windows, x: Value): Value {
  const { kernel, strides, padding, dilations } = windows;
  const length = sizeOf(kernel.slice(0, 3));
  const shape = [...kernel.slice(0, 3), length];
  const kernels = emitter.keyed(`unit kernels ${shape.join()}`, () => {
    const unit = new Float32Array(length ** 2);
    for (let i = 0; i < length; i++) unit[i * length + i] = 1;
    return emitter.constant(unit, shape, 'float32');
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
