// Kernels with zeros between their taps, for gradients of dilated convolutions where the device has
// none: a dilated convolution is one with such a kernel.
import type { Pair } from '../../graph/operations';
import type { Windows } from './lower-convolution';
import type { Value } from './kernel';

/** The kernel with its zeros, and the windows of the convolution that it makes. */
export function diluteKernel(windows: Windows, kernel: Value): [Value, Windows] {
  const { emitter, dilations } = windows;
  const [kh, kw, ci, co] = windows.kernel;
  const [dh, dw] = dilations;
  const amounts = [0, 0, 0, dh - 1, 0, 0, 0, dw - 1, 0, 0, 0, 0];
  const paddings = emitter.constant(Int32Array.from(amounts), [6, 2], 'int32');
  const apart = emitter.reshape(kernel, [kh, 1, kw, 1, ci, co]);
  const padded = emitter.emit('Pad', [apart, paddings]);
  const dense = denseWindows(windows);
  const wide = emitter.reshape(padded, [kh * dh, kw * dw, ci, co]);
  const cut = [emitter.integers([0, 0, 0, 0]), emitter.integers(dense.kernel)];
  return [emitter.emit('Slice', [wide, ...cut]), dense];
}

/** The taps out of a kernel that `make` gives with all places between them. */
export function undiluteKernel(windows: Windows, make: (dense: Windows) => Value): Value {
  const { emitter, dilations } = windows;
  const dense = denseWindows(windows);
  const bounds = [[0, 0, 0, 0], dense.kernel, [...dilations, 1, 1]];
  return emitter.emit('StridedSlice', [
    make(dense),
    ...bounds.map((sizes) => emitter.integers(sizes)),
  ]);
}

function denseWindows(windows: Windows): Windows {
  const [kh, kw, ci, co] = windows.kernel;
  const [dh, dw] = windows.dilations;
  const dilations: Pair = [1, 1];
  return { ...windows, kernel: [(kh - 1) * dh + 1, (kw - 1) * dw + 1, ci, co], dilations };
}
