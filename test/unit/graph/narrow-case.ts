// Runs a case of the table in floats of 16 bits and compares with the naive loops on rounded values.
import { expect } from 'vitest';
import { cast } from '../../../src/engine/graph/comparison';
import { gradients } from '../../../src/engine/graph/gradient';
import { constant, input } from '../../../src/engine/graph/sources';
import { isNarrow, type NarrowType, type Tensor } from '../../../src/engine/graph/tensor';
import type { Runtime } from '../../../src/engine/runtime/runtime';
import { normal, type Given, type OperationCase } from './cases/case';
import { expectNear, hostArray } from './check-case';
import type { NdArray } from './naive/array';
import { differences, dot } from './naive/difference';
import { roundTo, spacing } from './naive/round-to';

/** Gradients are worked out by several operations: each rounds, and differences magnify that. */
const GRADIENT_STEPS = 16;

/** What is nearly 0 beside the values that were summed up for it is right if it is nearly 0. */
const SUMMED = 1e-6;

/**
 * Fails unless every value is within one step of 16 bits of the rounded naive result, and gradients
 * are near to that of their largest value. `roundsBetween`: the runtime rounds on the way to the
 * value too, which is a step of what is on the way.
 */
export async function checkNarrowCase(
  runtime: Runtime,
  it: OperationCase,
  type: NarrowType,
  roundsBetween = false,
): Promise<void> {
  const given = it.inputs.map((x) => rounded(x, type));
  const fed = given.map(({ shape, dtype }, i) => input(`x${i}`, shape, dtype));
  const operands = fed.map((x) => (x.dtype === 'float32' ? cast(x, type) : x));
  const output = it.build(...operands);
  const which = isNarrow(output.dtype) ? differentiable(it) : [];
  const weights = rounded(normal(output.shape, 'weights'), type);
  const seed = cast(constant(Float32Array.from(weights.data), weights.shape), type);
  const wrt = which.map((k) => fed[k]);
  const slopes = wrt.length > 0 ? gradients(output, wrt, seed) : [];
  const outputs = {
    value: wide(output),
    ...Object.fromEntries(slopes.map((slope, i) => [`gradient ${which[i]}`, slope])),
  };
  const executable = await runtime.compile({ outputs });
  try {
    const feeds = Object.fromEntries(given.map((x, i) => [`x${i}`, hostArray(x)]));
    const actual = await executable.run(feeds);
    const value = it.naive(...given);
    const nearly = roundsBetween ? spacing(type) : SUMMED;
    if (isNarrow(output.dtype)) expectRounded(it.title, actual.value, value, type, nearly);
    else expectNear(it.title, actual.value, value, 0);
    const loss = (x: readonly NdArray[]): number => dot(it.naive(...x), weights);
    for (const k of which) {
      const expected = differences(loss, given, k);
      const tolerance = GRADIENT_STEPS * spacing(type);
      expectNear(`${it.title}: gradient ${k}`, actual[`gradient ${k}`], expected, tolerance);
    }
  } finally {
    await executable.dispose();
  }
}

function wide(x: Tensor): Tensor {
  return isNarrow(x.dtype) ? cast(x, 'float32') : x;
}

function rounded(x: Given, type: NarrowType): Given {
  if (x.dtype !== 'float32') return x;
  return { ...x, data: x.data.map((value) => roundTo(type, value)) };
}

function differentiable(it: OperationCase): readonly number[] {
  return it.differentiable ?? it.inputs.flatMap(({ dtype }, k) => (dtype === 'float32' ? [k] : []));
}

/** Right is also what differs by less than the share `nearly` of the largest value. */
function expectRounded(
  what: string,
  actual: ArrayLike<number | bigint>,
  { data }: NdArray,
  type: NarrowType,
  nearly: number,
): void {
  const finite = data.filter(Number.isFinite);
  const floor = nearly * Math.max(1, ...finite.map(Math.abs));
  expect(actual.length, `${what}: number of elements`).toBe(data.length);
  data.forEach((value, i) => {
    const [own, right] = [Number(actual[i]), roundTo(type, value)];
    const near = Math.abs(own - right) <= spacing(type) * Math.abs(right) + floor;
    if (own !== right && !near) expect.fail(`${what} at ${i}: ${own} instead of ${right}`);
  });
}
