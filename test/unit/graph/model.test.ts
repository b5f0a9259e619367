// The ONNX file: what it declares, how it names things, and that ONNX Runtime loads it.
import * as ort from '../../../src/engine/runtime/library';
import { describe, expect, it } from 'vitest';
import { add, multiply } from '../../../src/engine/graph/arithmetic';
import { conv2d } from '../../../src/engine/graph/convolution';
import { relu } from '../../../src/engine/graph/elementwise';
import { gradients } from '../../../src/engine/graph/gradient';
import { gather } from '../../../src/engine/graph/indexing';
import { matmul } from '../../../src/engine/graph/matmul';
import {
  onnxGraph,
  onnxOrigins,
  updateName,
  writeOnnx,
} from '../../../src/engine/graph/onnx/model';
import type { Program } from '../../../src/engine/graph/program';
import { reduceSum } from '../../../src/engine/graph/reduction';
import { constant, filled, input } from '../../../src/engine/graph/sources';
import { readOnnx } from './onnx-file';

const x = input('x', [4, 3]);
const w = input('w', [3, 2]);
const labels = input('labels', [5], 'int64');
const features = relu(matmul(x, w));
const program: Program = {
  outputs: {
    features,
    picked: gather(features, labels),
    loss: reduceSum(features, undefined, false),
  },
  updates: { w: multiply(w, 0.5) },
};

describe('writeOnnx', () => {
  const file = readOnnx(writeOnnx(program));

  it('states operator set 18 and intermediate representation 8', () => {
    expect([...file.operatorSets]).toEqual([['', 18]]);
    expect(file.irVersion).toBe(8);
  });

  it('declares inputs and outputs by name, type and shape', () => {
    expect(file.inputs).toEqual([
      { name: 'x', elementType: 1, shape: [4, 3] },
      { name: 'w', elementType: 1, shape: [3, 2] },
      { name: 'labels', elementType: 7, shape: [5] },
    ]);
    expect(file.outputs).toEqual([
      { name: 'features', elementType: 1, shape: [4, 2] },
      { name: 'picked', elementType: 1, shape: [5, 2] },
      { name: 'loss', elementType: 1, shape: [] },
      { name: updateName('w'), elementType: 1, shape: [3, 2] },
    ]);
  });

  it('defines every name once, and before it is read', () => {
    const known = new Set([...file.inputs, ...file.initializers].map(({ name }) => name));
    expect(known.size).toBe(file.inputs.length + file.initializers.length);
    for (const node of file.nodes) {
      for (const operand of node.inputs) expect(known).toContain(operand);
      for (const result of node.outputs) {
        expect(known).not.toContain(result);
        known.add(result);
      }
    }
    for (const { name } of file.outputs) expect(known).toContain(name);
  });

  it('is a model that ONNX Runtime loads', async () => {
    const session = await ort.InferenceSession.create(writeOnnx(program));
    expect(session.inputNames).toEqual(['x', 'w', 'labels']);
    await session.release();
  });

  it('writes equal small constants once', () => {
    const y = add(multiply(add(x, 2), 2), filled(2, []));
    expect(readOnnx(writeOnnx({ outputs: { y } })).initializers).toHaveLength(1);
  });

  it('keeps constants of another sign of zero, type or shape apart', async () => {
    const one = input('one', [1]);
    const outputs = {
      plus: multiply(one, constant(Float32Array.of(0), [1])),
      minus: multiply(one, constant(Float32Array.of(-0), [1])),
      whole: gather(one, constant(BigInt64Array.of(0n))),
      column: multiply(one, constant(Float32Array.of(0), [1, 1])),
    };
    const session = await ort.InferenceSession.create(writeOnnx({ outputs }));
    const results = await session.run({ one: new ort.Tensor('float32', Float32Array.of(1), [1]) });
    expect(results.plus.data[0]).toBe(0);
    expect(results.minus.data[0]).toBe(-0);
    expect(results.whole.data).toEqual(Float32Array.of(1));
    expect(results.column.dims).toEqual([1, 1]);
    await session.release();
  });

  it('makes no copy of a computed result, and one of an input handed through', () => {
    const types = (outputs: Program['outputs']): string[] =>
      readOnnx(writeOnnx({ outputs })).nodes.map(({ type }) => type);
    expect(types({ y: relu(x) })).toEqual(['Relu']);
    expect(types({ y: x })).toEqual(['Identity']);
  });

  it('leaves the first size open under a name', async () => {
    const bytes = writeOnnx(
      { outputs: { features: add(matmul(x, filled(1, [3, 2])), 1) } },
      { freeBatch: 'batch' },
    );
    expect(readOnnx(bytes).inputs[0].shape).toEqual(['batch', 3]);
    const session = await ort.InferenceSession.create(bytes);
    const rows = new ort.Tensor('float32', new Float32Array(7 * 3), [7, 3]);
    expect((await session.run({ x: rows })).features.dims).toEqual([7, 2]);
    await session.release();
  });

  it('refuses two inputs of one name', () => {
    const outputs = { y: add(input('a', [1]), input('a', [1])) };
    expect(() => writeOnnx({ outputs })).toThrow('two inputs of the program are called a');
  });

  it('refuses an output called as an input is', () => {
    expect(() => writeOnnx({ outputs: { x: relu(x) } })).toThrow(
      'an input and an output of the program are called x',
    );
  });
});

describe('convolutions with windows alike', () => {
  it.each([
    ['the same sizes', [2, 3, 8, 8], 1],
    ['other channels', [2, 5, 8, 8], 1],
    ['other pictures', [2, 3, 8, 9], 2],
    ['more pictures', [3, 3, 8, 8], 2],
  ])('of %s share where they look, which is kept in memory', (_, shape, count) => {
    const weightGradient = (name: string, [n, channels, h, width]: readonly number[]) => {
      const weight = input(`${name}.weight`, [4, channels, 3, 3]);
      const y = conv2d(input(name, [n, channels, h, width]), weight, { padding: 1 });
      return gradients(reduceSum(y, undefined, false), [weight])[0];
    };
    const outputs = {
      first: weightGradient('a', [2, 3, 8, 8]),
      second: weightGradient('b', shape),
    };
    const gathers = readOnnx(writeOnnx({ outputs })).nodes.filter(({ type }) => type === 'Gather');
    expect(gathers).toHaveLength(2);
    expect(new Set(gathers.map(({ inputs: [, places] }) => places)).size).toBe(count);
  });
});

it('says of each value for which operation of the program it is computed', () => {
  const origins = onnxOrigins(program);
  const types = onnxGraph(program).nodes.map(({ type, outputs }) => [
    type,
    origins.get(outputs[0])?.operation,
  ]);
  expect(types).toEqual(
    expect.arrayContaining([
      ['Relu', 'relu'],
      ['Gather', 'gather'],
      ['ReduceSum', 'reduceSum'],
    ]),
  );
  expect(origins.get('features')).toBe(features);
});
