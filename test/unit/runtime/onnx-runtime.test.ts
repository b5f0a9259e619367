// Running programs, on the CPU and on WebGPU: states, updates, and what is fed wrongly.
import { describe, expect, it } from 'vitest';
import { add, multiply, subtract } from '../../../src/engine/graph/arithmetic';
import { gather } from '../../../src/engine/graph/indexing';
import { reshape } from '../../../src/engine/graph/layout';
import { broadcastTo, reduceSum } from '../../../src/engine/graph/reduction';
import { input } from '../../../src/engine/graph/sources';
import { OnnxRuntime } from '../../../src/engine/runtime/onnx-runtime';
import type { HostArray } from '../../../src/engine/graph/tensor';
import { useVulkan } from '../vulkan';

const absence = await useVulkan();
const skipped = absence ? `(skipped: ${absence})` : '';

describe.each([
  { provider: 'cpu', skip: false, note: '' },
  { provider: 'webgpu', skip: absence !== undefined, note: skipped },
] as const)('$provider $note', ({ provider, skip }) => {
  const runtime = new OnnxRuntime({ provider, device: provider });
  const test = it.skipIf(skip);
  const values = (...numbers: number[]): HostArray => Float32Array.from(numbers);
  const w = input('w', [2]);
  const x = input('x', [2]);

  test('an update is the state’s value at the next run', async () => {
    const step = await runtime.compile({
      outputs: { sum: reduceSum(w, undefined, false) },
      updates: { w: add(w, x) },
    });
    const state = runtime.createState({ w: { shape: [2], data: values(1, 2) } });
    expect(await step.run({ x: values(10, 20) }, state)).toEqual({ sum: values(3) });
    expect(await step.run({ x: values(100, 200) }, state)).toEqual({ sum: values(33) });
    expect(await state.read('w')).toEqual(values(111, 222));
    state.dispose();
    await step.dispose();
  });

  test('two programs share one state', async () => {
    const state = runtime.createState({ w: { shape: [2], data: values(1, 2) } });
    const train = await runtime.compile({ outputs: {}, updates: { w: multiply(w, 2) } });
    const evaluate = await runtime.compile({ outputs: { y: add(w, x) } });
    await train.run({}, state);
    expect(await evaluate.run({ x: values(0, 0.5) }, state)).toEqual({ y: values(2, 4.5) });
    await train.run({}, state);
    expect(await evaluate.run({ x: values(0, 0) }, state)).toEqual({ y: values(4, 8) });
    await train.dispose();
    expect(await evaluate.run({ x: values(1, 1) }, state)).toEqual({ y: values(5, 9) });
    state.dispose();
    await evaluate.dispose();
  });

  test('one tensor is an output and the next value of two states', async () => {
    const v = input('v', [2]);
    const next = add(w, v);
    const step = await runtime.compile({ outputs: { next }, updates: { w: next, v: next } });
    const state = runtime.createState({
      w: { shape: [2], data: values(1, 2) },
      v: { shape: [2], data: values(3, 4) },
    });
    expect(await step.run({}, state)).toEqual({ next: values(4, 6) });
    expect(await step.run({}, state)).toEqual({ next: values(8, 12) });
    expect(await state.read('w')).toEqual(values(8, 12));
    expect(await state.read('v')).toEqual(values(8, 12));
    state.dispose();
    await step.dispose();
  });

  test('states change places, and one is handed through', async () => {
    const v = input('v', [2]);
    const step = await runtime.compile({ outputs: { same: w }, updates: { w: v, v: w } });
    const state = runtime.createState({
      w: { shape: [2], data: values(1, 2) },
      v: { shape: [2], data: values(3, 4) },
    });
    expect(await step.run({}, state)).toEqual({ same: values(1, 2) });
    expect(await step.run({}, state)).toEqual({ same: values(3, 4) });
    expect(await step.run({}, state)).toEqual({ same: values(1, 2) });
    expect(await state.read('w')).toEqual(values(3, 4));
    state.dispose();
    await step.dispose();
  });

  test('what is read is a copy, and what is written is one', async () => {
    const given = values(1, 2);
    const state = runtime.createState({ w: { shape: [2], data: given } });
    given.fill(9 as never);
    const read = await state.read('w');
    expect(read).toEqual(values(1, 2));
    read.fill(7 as never);
    expect(await state.read('w')).toEqual(values(1, 2));
    const written = values(5, 6);
    state.write('w', written);
    written.fill(8 as never);
    expect(await state.read('w')).toEqual(values(5, 6));
    expect(state.names).toEqual(['w']);
    state.dispose();
  });

  test('a state that was written after a run is used by the next', async () => {
    const step = await runtime.compile({ outputs: {}, updates: { w: add(w, 1) } });
    const state = runtime.createState({ w: { shape: [2], data: values(1, 2) } });
    await step.run({}, state);
    state.write('w', values(10, 20));
    await step.run({}, state);
    expect(await state.read('w')).toEqual(values(11, 21));
    state.dispose();
    await step.dispose();
  });

  test('what is fed goes before the state', async () => {
    const program = await runtime.compile({ outputs: { y: subtract(w, x) } });
    const state = runtime.createState({ w: { shape: [2], data: values(1, 2) } });
    expect(await program.run({ x: values(0, 0), w: values(5, 5) }, state)).toEqual({
      y: values(5, 5),
    });
    state.dispose();
    await program.dispose();
  });

  test('whole numbers live in a state', async () => {
    const order = input('order', [2], 'int64');
    const program = await runtime.compile({ outputs: { y: gather(x, order) } });
    const state = runtime.createState({ order: { shape: [2], data: BigInt64Array.of(1n, 0n) } });
    expect(await program.run({ x: values(5, 6) }, state)).toEqual({ y: values(6, 5) });
    state.dispose();
    await program.dispose();
  });

  test('a wrong feed is an error that names the input', async () => {
    const order = input('order', [1], 'int64');
    const program = await runtime.compile({ outputs: { y: gather(x, order) } });
    const right = { x: values(1, 2), order: BigInt64Array.of(0n) };
    await expect(program.run({ ...right, x: values(1) })).rejects.toThrow(
      'input x takes 2 values, not 1',
    );
    await expect(program.run({ ...right, order: values(0) })).rejects.toThrow(
      'input order takes int64 values, not a Float32Array',
    );
    await expect(program.run({ x: values(1, 2) })).rejects.toThrow(
      'nothing was given for input order',
    );
    expect(await program.run(right)).toEqual({ y: values(1) });
    await program.dispose();
  });

  test('a state of the wrong size or type is an error that names it', async () => {
    const program = await runtime.compile({ outputs: { y: add(w, 1) } });
    const wide = runtime.createState({ w: { shape: [3], data: values(1, 2, 3) } });
    await expect(program.run({}, wide)).rejects.toThrow('state w is [3], not [2]');
    const whole = runtime.createState({ w: { shape: [2], data: BigInt64Array.of(1n, 2n) } });
    await expect(program.run({}, whole)).rejects.toThrow('state w is int64, not float32');
    for (const state of [wide, whole]) state.dispose();
    await program.dispose();
  });

  test('an update without its state is an error, and the state stays as it was', async () => {
    const v = input('v', [2]);
    const step = await runtime.compile({ outputs: {}, updates: { w: add(w, v), v: add(v, 1) } });
    await expect(step.run({ w: values(1, 2), v: values(0, 0) })).rejects.toThrow(
      'there is no state',
    );
    const state = runtime.createState({ w: { shape: [2], data: values(1, 2) } });
    await expect(step.run({ v: values(1, 1) }, state)).rejects.toThrow('there is no state v');
    expect(await state.read('w')).toEqual(values(1, 2));
    state.dispose();
    await step.dispose();
  });

  test('reading, writing or misfitting what a state does not hold is an error', async () => {
    const state = runtime.createState({ w: { shape: [2], data: values(1, 2) } });
    await expect(state.read('u')).rejects.toThrow('there is no state u');
    expect(() => {
      state.write('u', values(1));
    }).toThrow('there is no state u');
    expect(() => {
      state.write('w', values(1));
    }).toThrow('state w holds 2 values, not 1');
    expect(() => runtime.createState({ w: { shape: [3], data: values(1) } })).toThrow();
    state.dispose();
  });
});

describe.skipIf(absence)(`what was enqueued ${skipped}`, () => {
  const runtime = new OnnxRuntime({ provider: 'webgpu', device: 'webgpu' });
  const w = input('w', [2]);
  const x = input('x', [2]);

  /** Two figures, a whole number, and more values than are read together. */
  const program = {
    outputs: {
      sum: reduceSum(w, undefined, false),
      given: x,
      whole: input('order', [2], 'int64'),
      many: broadcastTo(reshape(w, [2, 1]), [2, 1000]),
    },
    updates: { w: add(w, x) },
  };
  const fed = (a: number, b: number) => ({
    x: Float32Array.of(a, b),
    order: BigInt64Array.of(BigInt(a), BigInt(b)),
  });
  const start = () => runtime.createState({ w: { shape: [2], data: Float32Array.of(1, 2) } });
  const expected = (w: readonly number[], a: number, b: number) => ({
    sum: Float32Array.of(w[0] + w[1]),
    given: Float32Array.of(a, b),
    whole: BigInt64Array.of(BigInt(a), BigInt(b)),
    many: Float32Array.from({ length: 2000 }, (_, i) => w[i < 1000 ? 0 : 1]),
  });

  it('is read later, whatever runs came after, in any order', async () => {
    const step = await runtime.compile(program);
    const state = start();
    const first = await step.enqueue!(fed(10, 20), state);
    const second = await step.enqueue!(fed(100, 200), state);
    const third = await step.run(fed(0, 0), state);
    expect(third).toEqual(expected([111, 222], 0, 0));
    expect(await second()).toEqual(expected([11, 22], 100, 200));
    expect(await first()).toEqual(expected([1, 2], 10, 20));
    expect(await state.read('w')).toEqual(Float32Array.of(111, 222));
    state.dispose();
    await step.dispose();
  });

  it('is read once, and not at all when its program is gone', async () => {
    const step = await runtime.compile(program);
    const state = start();
    const [first, second] = [
      await step.enqueue!(fed(1, 1), state),
      await step.enqueue!(fed(1, 1), state),
    ];
    await first();
    await expect(first()).rejects.toThrow('were read, or given back');
    state.dispose();
    await step.dispose();
    await expect(second()).rejects.toThrow('were read, or given back');
  });
});
