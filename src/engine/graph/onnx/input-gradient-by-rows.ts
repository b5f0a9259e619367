// The input gradient of a strided convolution with few output places, as one matrix product over
// all pictures and a sum of what each input pixel takes part in.
import type { Windows } from './convolution-by-patches';
import type { Emitter } from './emitter';

/**
 * Every place sends `gradient · W` back to the pixels of its patch; every pixel sums what it is
 * sent. `rows` is W as [co, kh · kw · ci].
 */
export function inputGradientByRows(
  windows: Windows,
  { g, rows }: { g: string; rows: string },
  emitter: Emitter,
  output: string,
): void {
  const { n, ci, co, height, width, h, w, kh, kw } = windows;
  const turned = emitter.emit('Transpose', [g], { perm: [1, 0, 2, 3] });
  const places = emitter.emit('Reshape', [turned, emitter.integers([co, -1])]);
  const sent = emitter.emit('Gemm', [places, rows], { transA: 1 });
  const parts = emitter.emit('Reshape', [sent, emitter.integers([n, h * w * kh * kw, ci])]);
  // One part of zeros a picture, for pixels that take part in fewer windows than others.
  const padded = emitter.emit('Pad', [parts, emitter.integers([0, 0, 0, 0, 1, 0])]);
  const { indices, most } = partsOfPixels(windows);
  const where = emitter.initializer(indices, [indices.length], 'int64');
  const gathered = emitter.emit('Gather', [padded, where], { axis: 1 });
  const grouped = emitter.emit('Reshape', [
    gathered,
    emitter.integers([n, height, width, most, ci]),
  ]);
  const sums = emitter.emit('ReduceSum', [grouped, emitter.integers([3])], { keepdims: 0 });
  emitter.emit('Transpose', [sums], { perm: [0, 3, 1, 2] }, output);
}

/** For each pixel of a picture the `most` parts it sums, (place, tap) in one number. */
function partsOfPixels(windows: Windows): { indices: BigInt64Array; most: number } {
  const { height, width, h, w, kh, kw, strides, padding, dilations } = windows;
  const pixels: number[][] = Array.from({ length: height * width }, () => []);
  for (let place = 0; place < h * w; place++) {
    for (let tap = 0; tap < kh * kw; tap++) {
      const row =
        Math.floor(place / w) * strides[0] + Math.floor(tap / kw) * dilations[0] - padding[0];
      const column = (place % w) * strides[1] + (tap % kw) * dilations[1] - padding[1];
      const inside = row >= 0 && row < height && column >= 0 && column < width;
      if (inside) pixels[row * width + column].push(place * kh * kw + tap);
    }
  }
  const most = Math.max(...pixels.map((parts) => parts.length));
  const zeros = h * w * kh * kw;
  const indices = pixels.flatMap((parts) =>
    Array.from({ length: most }, (_, i) => BigInt(parts[i] ?? zeros)),
  );
  return { indices: BigInt64Array.from(indices), most };
}
