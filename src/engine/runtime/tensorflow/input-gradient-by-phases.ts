// The input gradient of a convolution as a convolution of the output's gradient, or with strides as a
// small one for each phase of the input: TensorFlow's own kernel multiplies picture by picture.
import type { Windows } from './lower-convolution';
import type { Value } from './kernel';
import { numberOf } from './narrow';

/** Along one axis, for the pixels at one remainder by the stride. */
interface Phase {
  /** The kernel's last tap that reaches them, and how many do, a stride apart. */
  readonly last: number;
  readonly taps: number;
  /** Zeros around the output gradient; together with the taps they give the phase's pixels. */
  readonly before: number;
  readonly after: number;
}

export interface Phases {
  readonly stride: number;
  readonly rows: readonly Phase[];
  readonly columns: readonly Phase[];
}

/**
 * Pixel s·q + r takes part in the outputs q + c − j by the taps t₀ + s·j, where t₀ = (r + padding)
 * mod s and c = (r + padding − t₀) / s. None where pixels do not split evenly, or an output reaches
 * no pixel of a phase.
 */
export function phasesOf(windows: Windows): Phases | undefined {
  const { strides, input, pictures } = windows;
  const [stride] = strides;
  if (pictures.device !== 'cpu' || strides[1] !== stride) return undefined;
  if (input[2] % stride !== 0 || input[3] % stride !== 0) return undefined;
  const [rows, columns] = ([0, 1] as const).map((axis) => phasesAlong(windows, axis));
  const whole = [...rows, ...columns].every(({ before, after }) => before >= 0 && after >= 0);
  return whole ? { stride, rows, columns } : undefined;
}

function phasesAlong(windows: Windows, axis: 0 | 1): Phase[] {
  const [stride, padding] = [windows.strides[axis], windows.padding[axis]];
  const [pixels, places] = [windows.input[axis + 2] / stride, windows.output[axis + 2]];
  const size = windows.kernel[axis];
  return Array.from({ length: stride }, (_, remainder) => {
    const first = (remainder + padding) % stride;
    const shift = (remainder + padding - first) / stride;
    const taps = Math.max(0, Math.ceil((size - first) / stride));
    if (taps === 0) return { last: 0, taps, before: 0, after: 0 };
    const last = first + (taps - 1) * stride;
    return { last, taps, before: taps - 1 - shift, after: pixels + shift - places };
  });
}

/** `g` [n, h, w, co] and the kernel [kh, kw, ci, co] -> [n, height, width, ci]. */
export function inputGradientByPhases(
  windows: Windows,
  { stride, rows, columns }: Phases,
  g: Value,
  kernel: Value,
): Value {
  const { emitter } = windows;
  const [kh, kw, ci, co] = windows.kernel;
  const turned = emitter.transpose(kernel, windows.kernel, [0, 1, 3, 2]);
  const taps = emitter.reshape(turned, [kh * kw, co * ci]);
  const lines = rows.map((row) =>
    joined(
      columns.map((column) => ofPhase(windows, [row, column], g, taps)),
      3,
    ),
  );
  // Columns side by side are rows of pixels already; rows then come in turns.
  const [n, , height, width] = windows.input;
  const pixels = [(n * height) / stride, 1, width * ci];
  const turns = lines.map((line) => emitter.reshape(line, pixels));
  return emitter.reshape(joined(turns, 1), [n, height, width, ci]);

  function joined(parts: readonly Value[], axis: number): Value {
    if (parts.length === 1) return parts[0];
    const attributes = { N: parts.length, T: { type: windows.type } };
    return emitter.emit('ConcatV2', [...parts, emitter.integer(axis)], attributes);
  }
}

/** `taps` holds a row for each tap: [kh · kw, co · ci]. */
function ofPhase(
  { emitter, pictures, type, input, strides: [stride], kernel: [, kw, ci, co] }: Windows,
  [row, column]: readonly [Phase, Phase],
  g: Value,
  taps: Value,
): Value {
  if (row.taps === 0 || column.taps === 0) {
    const shape = [input[0], input[2] / stride, input[3] / stride, ci];
    return emitter.emit('Fill', [emitter.integers(shape), numberOf(emitter, 0, type)]);
  }
  const chosen = reaching(row, stride).flatMap((y) =>
    reaching(column, stride).map((x) => y * kw + x),
  );
  const rows = emitter.emit('GatherV2', [taps, emitter.integers(chosen), emitter.integer(0)]);
  const kernel = emitter.reshape(rows, [row.taps, column.taps, co, ci]);
  return emitter.emit('Conv2D', [g, kernel], {
    strides: [1, 1, 1, 1],
    ...pictures.paddings([row.before, column.before], [row.after, column.after]),
    data_format: 'NHWC',
  });
}

/** The taps of a phase, the last first. */
function reaching({ last, taps }: Phase, stride: number): number[] {
  return Array.from({ length: taps }, (_, i) => last - i * stride);
}
