// The first so many that are marked, against a loop, for rows that fill their blocks and rows that do not.
import { describe, expect, it } from 'vitest';
import { cast, greater } from '../../../src/engine/graph/comparison';
import { input } from '../../../src/engine/graph/sources';
import { firstOf } from '../../../src/engine/negatives/first-of';
import { Random } from '../../../src/engine/random/random';
import { OnnxRuntime } from '../../../src/engine/runtime/onnx-runtime';

const cpu = new OnnxRuntime({ provider: 'cpu', device: 'test', threads: 1 });

/** Each with every count from none to all of its marks. */
function rowsOf(width: number): { marks: number[]; count: number }[] {
  const random = Random.stream(4, 'marks', width);
  const scattered = Array.from({ length: width }, () => random.integer(2));
  const patterns = [
    Array<number>(width).fill(0),
    Array<number>(width).fill(1),
    scattered,
    scattered.map((_, i) => Number(i === width - 1)),
  ];
  return patterns.flatMap((marks) => {
    const all = marks.filter((mark) => mark === 1).length;
    return Array.from({ length: all + 1 }, (_, count) => ({ marks, count }));
  });
}

function naive(marks: readonly number[], count: number): number[] {
  let taken = 0;
  return marks.map((mark) => Number(mark === 1 && taken++ < count));
}

describe('firstOf', () => {
  it.each([1, 2, 5, 16, 17, 64, 100])(
    'marks as many as are asked for, the first ones, in rows of %d',
    async (width) => {
      const rows = rowsOf(width);
      const marked = greater(input('marks', [rows.length, width]), 0.5);
      const mask = cast(firstOf(marked, input('count', [rows.length, 1])), 'float32');
      const executable = await cpu.compile({ outputs: { mask } });
      const results = await executable.run({
        marks: Float32Array.from(rows.flatMap(({ marks }) => marks)),
        count: Float32Array.from(rows, ({ count }) => count),
      });
      await executable.dispose();
      expect(Array.from(results.mask as Float32Array)).toEqual(
        rows.flatMap(({ marks, count }) => naive(marks, count)),
      );
    },
  );
});
