// Every operation in floats of 16 bits on the CPU, whose runtime has no kernels for them: rounded
// after each operation.
import { describe, expect, it } from 'vitest';
import { cast } from '../../../src/engine/graph/comparison';
import { constant } from '../../../src/engine/graph/sources';
import { OnnxRuntime } from '../../../src/engine/runtime/onnx-runtime';
import { operationCases } from './cases/operations';
import { roundTo } from './naive/round-to';
import { checkNarrowCase } from './narrow-case';

const runtime = new OnnxRuntime({ provider: 'cpu', device: 'CPU', threads: 1 });

const values = [
  ...[
    0,
    1,
    -1,
    1 + 2 ** -11,
    1 + 3 * 2 ** -11,
    1 + 2 ** -8,
    1 + 3 * 2 ** -8,
    1 + 2 ** -8 + 2 ** -20,
  ],
  ...[
    1 / 3,
    -Math.PI,
    65504,
    65519,
    65520,
    -1e6,
    2 ** -14,
    2 ** -24,
    2 ** -25,
    3 * 2 ** -25,
    1e-30,
  ],
].map(Math.fround);

describe.each(['float16', 'bfloat16'] as const)('a cast to %s', (type) => {
  it('rounds to the nearest, ties to even, and overflows to infinity', async () => {
    const given = constant(Float32Array.from(values));
    const y = cast(cast(given, type), 'float32');
    const executable = await runtime.compile({ outputs: { y } });
    const result = await executable.run({});
    await executable.dispose();
    expect(Array.from(result.y, Number)).toEqual(values.map((value) => roundTo(type, value)));
  });
});

describe.each(['float16', 'bfloat16'] as const)('in %s', (type) => {
  describe.each(Object.entries(operationCases))('%s', (_, cases) => {
    it.each(cases)('$title', async (row) => {
      await checkNarrowCase(runtime, row, type);
    });
  });
});
