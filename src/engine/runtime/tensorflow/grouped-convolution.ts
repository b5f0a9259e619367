// Convolutions in groups of channels, one after the other: kernels of the CPU know one group.
import type { Shape } from '../../graph/tensor';
import type { Windows } from './lower-convolution';
import type { Value } from './kernel';

/** What is split into groups: pictures by their channels, a kernel by its outputs. */
export interface Part {
  readonly value: Value;
  readonly is: 'pictures' | 'kernel';
}

interface GroupWork {
  readonly groups: number;
  readonly operands: readonly [Part, Part];
  readonly result: Part['is'];
}

/** `make` for each group's operands, the results joined. */
export function byGroups(
  windows: Windows,
  { groups, operands: [a, b], result }: GroupWork,
  make: (windows: Windows, a: Value, b: Value) => Value,
): Value {
  if (groups === 1) return make(windows, a.value, b.value);
  const { emitter, pictures } = windows;
  const axisOf = (is: Part['is']): Value =>
    emitter.integer(is === 'kernel' ? 3 : pictures.channelAxis);
  const split = ({ value, is }: Part): readonly Value[] =>
    emitter.emitMany('Split', [axisOf(is), value], { num_split: groups }, groups);
  const [left, right] = [split(a), split(b)];
  const one = oneGroup(windows, groups);
  const parts = left.map((part, i) => make(one, part, right[i]));
  const attributes = { N: groups, T: { type: windows.type } };
  return emitter.emit('ConcatV2', [...parts, axisOf(result)], attributes);
}

function oneGroup(windows: Windows, groups: number): Windows {
  const [kh, kw, ci, co] = windows.kernel;
  const narrow = ([n, channels, ...places]: Shape): Shape => [n, channels / groups, ...places];
  return {
    ...windows,
    input: narrow(windows.input),
    output: narrow(windows.output),
    kernel: [kh, kw, ci, co / groups],
  };
}
