// Convolutions as matrix products over the patches of all pictures at once (im2col).
import type { Pair } from '../operations';
import type { Shape } from '../tensor';
import type { Emitter } from './emitter';

/** The windows of a convolution: input [n, ci, height, width], output [n, co, h, w]. */
export interface Windows {
  readonly n: number;
  readonly ci: number;
  readonly co: number;
  readonly height: number;
  readonly width: number;
  readonly h: number;
  readonly w: number;
  readonly kh: number;
  readonly kw: number;
  readonly strides: Pair;
  readonly padding: Pair;
  readonly dilations: Pair;
}

/** Patches take about this many bytes at a time, or one tap where that is more. */
const PATCH_BYTES = 64 * 2 ** 20;

/** Whether all patches can be held at once. */
export function patchesFit(windows: Windows): boolean {
  return tapsAtOnce(windows) >= windows.kh * windows.kw;
}

/** y = W · patchesᵀ (+ bias), with W as `rows` [co, kh · kw · ci]. */
export function convolutionByPatches(
  windows: Windows,
  { x, rows, bias }: { x: string; rows: string; bias?: string | undefined },
  emitter: Emitter,
  output: string,
): void {
  const { n, co, h, w, kh, kw } = windows;
  const seen = patches(windows, x, range(0, kh * kw), emitter);
  const column =
    bias === undefined ? [] : [emitter.emit('Reshape', [bias, emitter.integers([co, 1])])];
  const product = emitter.emit('Gemm', [rows, seen, ...column], { transB: 1 });
  const maps = emitter.emit('Reshape', [product, emitter.integers([co, n, h, w])]);
  emitter.emit('Transpose', [maps], { perm: [1, 0, 2, 3] }, output);
}

/**
 * Σ over pictures and places of the output gradient times the patch each place saw: products over
 * all of them, which scale with threads where a convolution with the gradient as its kernel does
 * not. Where not all patches can be held, taps are done in turns.
 */
export function weightGradientByPatches(
  windows: Windows,
  { x, g }: { x: string; g: string },
  emitter: Emitter,
  output: string,
): void {
  const { ci, co, kh, kw } = windows;
  const turned = emitter.emit('Transpose', [g], { perm: [1, 0, 2, 3] });
  const rows = emitter.emit('Reshape', [turned, emitter.integers([co, -1])]);
  const atOnce = tapsAtOnce(windows);
  const products: string[] = [];
  for (let tap = 0; tap < kh * kw; tap += atOnce) {
    const taps = range(tap, Math.min(tap + atOnce, kh * kw));
    products.push(emitter.emit('Gemm', [rows, patches(windows, x, taps, emitter)]));
  }
  const product = products.length > 1 ? emitter.emit('Concat', products, { axis: 1 }) : products[0];
  const byTap = emitter.emit('Reshape', [product, emitter.integers([co, kh * kw, ci])]);
  const byChannel = emitter.emit('Transpose', [byTap], { perm: [0, 2, 1] });
  emitter.emit('Reshape', [byChannel, emitter.integers([co, ci, kh, kw])], {}, output);
}

function tapsAtOnce({ n, h, w, ci }: Windows): number {
  return Math.max(1, Math.floor(PATCH_BYTES / (4 * n * h * w * ci)));
}

/**
 * What every place sees through `taps`: [n · h · w, taps · ci]. Gathered channel-last, so that a
 * copy moves whole pixels; asked for twice (forward and weight gradient), made once.
 */
function patches(windows: Windows, x: string, taps: readonly number[], emitter: Emitter): string {
  const { ci, padding } = windows;
  const pixels = emitter.once(`pixels ${x} ${padding.join()}`, () => {
    const pads = emitter.integers([0, ...padding, 0, 0, ...padding, 0]);
    const pictures = emitter.emit('Transpose', [x], { perm: [0, 2, 3, 1] });
    const padded = padding.some(Boolean) ? emitter.emit('Pad', [pictures, pads]) : pictures;
    return emitter.emit('Reshape', [padded, emitter.integers([-1, ci])]);
  });
  return emitter.once(`patches ${pixels} ${JSON.stringify(windows)} ${taps.join()}`, () => {
    const seen = emitter.emit('Gather', [pixels, patchPixels(windows, taps, emitter)], { axis: 0 });
    return emitter.emit('Reshape', [seen, emitter.integers([-1, taps.length * ci])]);
  });
}

/**
 * The pixel each tap of each place sees, [n, h, w, taps], counted over all padded pictures: a sum
 * of four vectors, which ONNX Runtime works out once when it loads the model, and keeps: layers with
 * windows alike share one.
 */
function patchPixels(windows: Windows, taps: readonly number[], emitter: Emitter): string {
  const { n, height, width, h, w, kw, strides, padding, dilations } = windows;
  const rowSize = width + 2 * padding[1];
  const pictureSize = (height + 2 * padding[0]) * rowSize;
  const tapOffset = (tap: number): number =>
    Math.floor(tap / kw) * dilations[0] * rowSize + (tap % kw) * dilations[1];
  const terms = [
    along(0, n, (picture) => picture * pictureSize),
    along(1, h, (row) => row * strides[0] * rowSize),
    along(2, w, (column) => column * strides[1]),
    along(3, taps.length, (i) => tapOffset(taps[i])),
  ];
  const places = terms.map(({ shape, data }) => `${shape.join()}: ${data.join()}`).join(' ');
  return emitter.once(`patch pixels ${places}`, () =>
    terms
      .map(({ shape, data }) => emitter.initializer(data, shape, 'int64'))
      .reduce((sum, term) => emitter.emit('Add', [sum, term])),
  );
}

/** A vector along one of four axes. */
function along(
  axis: number,
  length: number,
  value: (i: number) => number,
): { readonly shape: Shape; readonly data: BigInt64Array } {
  return {
    shape: [0, 1, 2, 3].map((other) => (other === axis ? length : 1)),
    data: BigInt64Array.from({ length }, (_, i) => BigInt(value(i))),
  };
}

function range(start: number, end: number): number[] {
  return Array.from({ length: end - start }, (_, i) => start + i);
}
