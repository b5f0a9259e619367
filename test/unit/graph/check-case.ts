// Runs a case of the table on a runtime and compares values, gradients and second gradients with
// the naive loops.
import { expect } from 'vitest';
import { add, multiply } from '../../../src/engine/graph/arithmetic';
import { gradients } from '../../../src/engine/graph/gradient';
import { reduceSum } from '../../../src/engine/graph/reduction';
import { constant, input } from '../../../src/engine/graph/sources';
import type { HostArray, HostType, Tensor } from '../../../src/engine/graph/tensor';
import type { Runtime } from '../../../src/engine/runtime/runtime';
import { normal, type Given, type OperationCase } from './cases/case';
import { alongDirections, differences, dot } from './naive/difference';
import type { NdArray } from './naive/array';

export interface CaseGraph {
  readonly inputs: readonly Tensor<'input'>[];
  readonly output: Tensor;
}

export function buildCase({ inputs, build }: OperationCase): CaseGraph {
  const tensors = inputs.map(({ shape, dtype }, i) => input(`x${i}`, shape, dtype));
  return { inputs: tensors, output: build(...tensors) };
}

/** Fails unless values and derivatives agree to `tolerance` of the largest expected value. */
export async function checkCase(
  runtime: Runtime,
  it: OperationCase,
  tolerance = 1e-4,
): Promise<void> {
  const graph = buildCase(it);
  const expected = expectations(it, graph);
  const executable = await runtime.compile({ outputs: derivatives(it, graph) });
  try {
    const feeds = Object.fromEntries(it.inputs.map((x, i) => [`x${i}`, hostArray(x)]));
    const actual = await executable.run(feeds);
    for (const [name, value] of Object.entries(expected))
      expectNear(`${it.title}: ${name}`, actual[name], value, tolerance);
  } finally {
    await executable.dispose();
  }
}

export function hostArray({ data, dtype }: { data: Float64Array; dtype: HostType }): HostArray {
  if (dtype === 'float32') return Float32Array.from(data);
  return dtype === 'int64' ? BigInt64Array.from(data, BigInt) : Uint8Array.from(data);
}

export function expectNear(
  what: string,
  actual: HostArray,
  expected: NdArray,
  tolerance: number,
): void {
  const values = Array.from(actual, Number);
  const scale = Math.max(1e-3, ...expected.data.map(Math.abs));
  const wrong = [...expected.data].findIndex((value, i) =>
    Number.isFinite(value)
      ? !(Math.abs(values[i] - value) <= tolerance * scale)
      : values[i] !== value,
  );
  expect(values.length, `${what}: number of elements`).toBe(expected.data.length);
  if (wrong >= 0)
    expect.fail(`${what} at ${wrong}: ${values[wrong]} instead of ${expected.data[wrong]}`);
}

function derivatives(it: OperationCase, graph: CaseGraph): Record<string, Tensor> {
  const which = differentiable(it, graph.output);
  const wrt = which.map((k) => graph.inputs[k]);
  const first = wrt.length > 0 ? gradients(graph.output, wrt, fixed(weightsOf(graph))) : [];
  const second = it.secondOrder && wrt.length > 0 ? gradients(alongAll(first, it, which), wrt) : [];
  return {
    value: graph.output,
    ...Object.fromEntries(first.map((g, i) => [`gradient ${which[i]}`, g])),
    ...Object.fromEntries(second.map((g, i) => [`second gradient ${which[i]}`, g])),
  };
}

function alongAll(first: readonly Tensor[], it: OperationCase, which: readonly number[]): Tensor {
  return first
    .map((g, i) =>
      reduceSum(multiply(g, fixed(directionOf(it.inputs[which[i]]))), undefined, false),
    )
    .reduce((sum, part) => add(sum, part));
}

function expectations(it: OperationCase, graph: CaseGraph): Record<string, NdArray> {
  const which = differentiable(it, graph.output);
  const value = it.naive(...it.inputs);
  expect(graph.output.shape, `${it.title}: shape`).toEqual(value.shape);
  const weights = weightsOf(graph);
  const loss = (x: readonly NdArray[]): number => dot(it.naive(...x), weights);
  const along = alongDirections(
    loss,
    it.inputs.map((x, k) => (which.includes(k) ? directionOf(x) : undefined)),
  );
  return Object.fromEntries([
    ['value', value],
    ...which.map((k) => [`gradient ${k}`, differences(loss, it.inputs, k)]),
    ...(it.secondOrder
      ? which.map((k) => [`second gradient ${k}`, differences(along, it.inputs, k, 1e-3)])
      : []),
  ]) as Record<string, NdArray>;
}

function differentiable(it: OperationCase, output: Tensor): readonly number[] {
  if (output.dtype !== 'float32') return [];
  return it.differentiable ?? it.inputs.flatMap(({ dtype }, k) => (dtype === 'float32' ? [k] : []));
}

function weightsOf({ output }: CaseGraph): Given {
  return normal(output.shape, 'weights');
}

function directionOf(x: Given): Given {
  return normal(x.shape, 'direction');
}

function fixed({ data, shape }: Given): Tensor {
  return constant(Float32Array.from(data), shape);
}
