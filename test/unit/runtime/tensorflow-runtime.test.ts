// Programs and states on TensorFlow: what belongs to whom, what is left behind, and what is refused.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { add, multiply } from '../../../src/engine/graph/arithmetic';
import { conv2d } from '../../../src/engine/graph/convolution';
import { gradients } from '../../../src/engine/graph/gradient';
import { gather } from '../../../src/engine/graph/indexing';
import { reshape } from '../../../src/engine/graph/layout';
import { broadcastTo, reduceSum } from '../../../src/engine/graph/reduction';
import { constant, input, stopGradient } from '../../../src/engine/graph/sources';
import type { Tensor } from '../../../src/engine/graph/tensor';
import { Random } from '../../../src/engine/random/random';
import { OnnxRuntime } from '../../../src/engine/runtime/onnx-runtime';
import { loadBinding, type Binding } from '../../../src/engine/runtime/tensorflow/binding';
import {
  openTensorFlow,
  TensorFlowRuntime,
} from '../../../src/engine/runtime/tensorflow/tensorflow-runtime';
import { tensorFlowForTests } from '../../tensorflow';
import { adamUpdates } from './adam-updates';

const installation = await tensorFlowForTests();

const values = (...numbers: number[]) => Float32Array.from(numbers);
const pair = (...numbers: number[]) => ({ shape: [2], data: values(...numbers) });
const [w, x] = [input('w', [2]), input('x', [2])];

describe.skipIf(!installation)('TensorFlow', async () => {
  const runtime = (await (installation && openTensorFlow(installation, { threads: 1 })))!;
  let before = 0;
  beforeEach(() => {
    before = runtime.tensorCount;
  });
  afterEach(() => {
    expect(runtime.tensorCount, 'tensors left behind').toBe(before);
  });

  it('says what it is', () => {
    expect(runtime.name).toBe('tensorflow');
    expect(runtime.device).toMatch(/^TensorFlow \d+\.\d+\.\d+, .+, 1 thread$/);
  });

  it('an update is the state’s value at the next run', async () => {
    const step = await runtime.compile({
      outputs: { sum: reduceSum(w, undefined, false) },
      updates: { w: add(w, x) },
    });
    const state = runtime.createState({ w: pair(1, 2) });
    expect(await step.run({ x: values(10, 20) }, state)).toEqual({ sum: values(3) });
    expect(await step.run({ x: values(100, 200) }, state)).toEqual({ sum: values(33) });
    expect(await state.read('w')).toEqual(values(111, 222));
    state.dispose();
    await step.dispose();
  });

  it('states change places, and one is handed through', async () => {
    const v = input('v', [2]);
    const step = await runtime.compile({ outputs: { same: w }, updates: { w: v, v: w } });
    const state = runtime.createState({ w: pair(1, 2), v: pair(3, 4) });
    expect(await step.run({}, state)).toEqual({ same: values(1, 2) });
    expect(await step.run({}, state)).toEqual({ same: values(3, 4) });
    expect(await state.read('v')).toEqual(values(3, 4));
    state.dispose();
    await step.dispose();
  });

  it.each<[string, (given: Tensor) => Tensor]>([
    ['handed through', (given) => given],
    ['in another shape', (given) => reshape(reshape(given, [2, 1]), [2])],
    ['detached', stopGradient],
  ])('a state takes a copy of what was fed: %s', async (_, form) => {
    const step = await runtime.compile({ outputs: {}, updates: { w: form(x) } });
    const state = runtime.createState({ w: pair(0, 0) });
    const given = new Float32Array(new ArrayBuffer(64), 0, 2);
    given.set([1, 2]);
    await step.run({ x: given }, state);
    given.fill(9);
    expect(await state.read('w')).toEqual(values(1, 2));
    state.dispose();
    await step.dispose();
  });

  describe('that computes ahead of the host', () => {
    const ahead = installation && new TensorFlowRuntime(asOnCard(installation.addon));
    const same = constant(values(7, 8));
    const [next, twice] = [add(w, x), multiply(w, 2)];
    const program = {
      outputs: { sum: reduceSum(w, undefined, false), next, twice, again: twice, same, fed: x },
      updates: { w: next },
    };
    const expected = (a: number, b: number, fed: Float32Array) => ({
      ...{ sum: values(a + b), next: values(a + fed[0], b + fed[1]), fed, same: values(7, 8) },
      ...{ twice: values(2 * a, 2 * b), again: values(2 * a, 2 * b) },
    });

    it('outputs are read later, whatever runs came after, in any order', async () => {
      const step = await ahead!.compile(program);
      const state = ahead!.createState({ w: pair(1, 2) });
      const first = await step.enqueue!({ x: values(10, 20) }, state);
      const second = await step.enqueue!({ x: values(100, 200) }, state);
      expect(await step.run({ x: values(0, 0) }, state)).toEqual(expected(111, 222, values(0, 0)));
      expect(await second()).toEqual(expected(11, 22, values(100, 200)));
      expect(await first()).toEqual(expected(1, 2, values(10, 20)));
      await expect(first()).rejects.toThrow('were read, or given back');
      state.dispose();
      await step.dispose();
    });

    it('outputs that nobody read are given back with their program', async () => {
      const step = await ahead!.compile(program);
      const state = ahead!.createState({ w: pair(1, 2) });
      const read = await step.enqueue!({ x: values(10, 20) }, state);
      state.dispose();
      await step.dispose();
      await expect(read()).rejects.toThrow('were read, or given back');
    });
  });

  it('what is read is a copy, and what is written is one', async () => {
    const given = values(1, 2);
    const state = runtime.createState({ w: { shape: [2], data: given } });
    given.fill(9);
    const read = await state.read('w');
    expect(read).toEqual(values(1, 2));
    read.fill(7 as never);
    expect(await state.read('w')).toEqual(values(1, 2));
    const written = values(5, 6);
    state.write('w', written);
    written.fill(8);
    expect(await state.read('w')).toEqual(values(5, 6));
    expect(state.names).toEqual(['w']);
    expect(() => {
      state.write('w', values(1));
    }).toThrow('state w holds 2 values, not 1');
    expect(() => state.read('v')).toThrow('there is no state v');
    state.dispose();
  });

  it('a kernel that lies in another order is read and written in the graph’s', async () => {
    const [pictures, kernel] = [input('pictures', [1, 2, 3, 3]), input('kernel', [3, 2, 2, 1])];
    const data = Float32Array.from({ length: 12 }, (_, i) => i);
    const step = await runtime.compile({
      outputs: { y: conv2d(pictures, kernel) },
      updates: { kernel: multiply(kernel, 2) },
    });
    const state = runtime.createState({ kernel: { shape: kernel.shape, data } });
    const feeds = { pictures: new Float32Array(18).fill(1) };
    const { y } = await step.run(feeds, state);
    expect(y[0]).toBe(6);
    expect(await state.read('kernel')).toEqual(data.map((value) => 2 * value));
    state.write('kernel', data);
    expect(await step.run(feeds, state)).toEqual({ y });
    state.dispose();
    await step.dispose();
  });

  it('a training whose state was read goes on with the bits of one that starts from them', async () => {
    const step = await runtime.compile({ outputs: {}, updates: adamUpdates() });
    const given = { w: pair(1, 2), m: pair(0, 0), v: pair(0, 0) };
    const [gone, feeds] = [runtime.createState(given), { g: values(0.3, 0.7) }];
    for (let i = 0; i < 5; i++) await step.run(feeds, gone);
    const read = Object.fromEntries(
      await Promise.all(
        gone.names.map(async (name) => [name, { shape: [2], data: await gone.read(name) }]),
      ),
    ) as typeof given;
    const resumed = runtime.createState(read);
    for (const state of [gone, resumed]) await step.run(feeds, state);
    for (const name of gone.names) expect(await resumed.read(name)).toEqual(await gone.read(name));
    expect((await gone.read('m'))[0]).toBeCloseTo(0.3 * (1 - 0.9 ** 6) * 10, 5);
    gone.dispose();
    resumed.dispose();
    await step.dispose();
  });

  it.each([NaN, Infinity])(
    'a step of Adam that is skipped for a gradient of %d leaves every bit, others are as ever',
    async (wrong) => {
      const [always, sometimes] = await Promise.all(
        [false, true].map((skips) => runtime.compile({ outputs: {}, updates: adamUpdates(skips) })),
      );
      const given = { w: pair(1, 2), m: pair(0, 0), v: pair(0, 0) };
      const [expected, state] = [runtime.createState(given), runtime.createState(given)];
      for (const g of [values(0.3, 0.7), values(0.1, -2)]) {
        await always.run({ g }, expected);
        await sometimes.run({ g }, state);
        await sometimes.run({ g: values(wrong, 1) }, state);
      }
      for (const name of state.names)
        expect(await state.read(name), name).toEqual(await expected.read(name));
      expected.dispose();
      state.dispose();
      await always.dispose();
      await sometimes.dispose();
    },
  );

  it('moments that a program reads beside the update keep their values', async () => {
    const updates = adamUpdates();
    const step = await runtime.compile({ outputs: { next: add(updates.m, 0) }, updates });
    const state = runtime.createState({ w: pair(1, 2), m: pair(1, 1), v: pair(0, 0) });
    const { next } = await step.run({ g: values(0, 1) }, state);
    expect(next).toEqual(Float32Array.of(Math.fround(0.9), Math.fround(1.9)));
    expect(await state.read('m')).toEqual(next);
    state.dispose();
    await step.dispose();
  });

  it('bytes go in and come out', async () => {
    const bytes = input('bytes', [3], 'uint8');
    const program = await runtime.compile({ outputs: { bytes } });
    const given = Uint8Array.of(0, 7, 255);
    expect(await program.run({ bytes: given })).toEqual({ bytes: given });
    const state = runtime.createState({ bytes: { shape: [3], data: given } });
    expect(await program.run({}, state)).toEqual({ bytes: given });
    expect(await state.read('bytes')).toEqual(given);
    state.dispose();
    await program.dispose();
  });

  it('weight gradients of large pictures, made part by part, are the CPU’s', async () => {
    const [pictures, weight] = [
      input('pictures', [2, 16, 256, 256]),
      input('weight', [2, 16, 3, 3]),
    ];
    const y = conv2d(pictures, weight, { padding: 1 });
    const [byWeight] = gradients(reduceSum(multiply(y, y)), [weight]);
    const random = Random.stream(1, 'large pictures');
    const draw = (size: number) => Float32Array.from({ length: size }, () => random.normal());
    const feeds = { pictures: draw(2 * 16 * 256 ** 2), weight: draw(2 * 16 * 9) };
    const [actual, expected] = await Promise.all(
      [runtime, new OnnxRuntime({ provider: 'cpu', device: 'test', threads: 1 })].map(
        async (device) => {
          const program = await device.compile({ outputs: { byWeight } });
          const result = await program.run(feeds);
          await program.dispose();
          return Array.from(result.byWeight, Number);
        },
      ),
    );
    const scale = Math.max(...expected.map(Math.abs));
    expected.forEach((value, i) => {
      expect(Math.abs(actual[i] - value) / scale).toBeLessThan(1e-4);
    });
  });

  it('a wrong feed is an error that names the input', async () => {
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

  it('a state that does not fit is an error that names it', async () => {
    const program = await runtime.compile({ outputs: {}, updates: { w: add(w, 1) } });
    await expect(program.run({ w: values(1, 2) })).rejects.toThrow('there is no state w to update');
    const wide = runtime.createState({ w: { shape: [3], data: values(1, 2, 3) } });
    await expect(program.run({}, wide)).rejects.toThrow('state w is [3], not [2]');
    const whole = runtime.createState({ w: { shape: [2], data: BigInt64Array.of(1n, 2n) } });
    await expect(program.run({}, whole)).rejects.toThrow('state w is int64, not float32');
    wide.dispose();
    whole.dispose();
    await program.dispose();
  });

  it('a kernel that fails says so in a sentence and leaves nothing', async () => {
    const far = gather(x, constant(BigInt64Array.of(5n)));
    const program = await runtime.compile({ outputs: { far: multiply(far, 2) } });
    const error: unknown = await program
      .run({ x: values(1, 2) })
      .catch((thrown: unknown) => thrown);
    expect((error as Error).message).toMatch(
      /^TensorFlow's GatherV2 failed: .*indices.* = 5[^\n]*$/,
    );
    await program.dispose();
  });

  it('more than there is memory for is recognised', async () => {
    const size = 2 ** 20;
    const row = input('row', [1, size]);
    const program = await runtime.compile({ outputs: { y: broadcastTo(row, [size, size]) } });
    await expect(program.run({ row: new Float32Array(size) })).rejects.toThrow(/out of memory/);
    await program.dispose();
  });
});

/** The TensorFlow of `addon`, which says that it computes on a graphics card. */
function asOnCard(addon: string) {
  const { binding, threads } = loadBinding(addon, 1);
  const card: Binding = {
    TF_Version: binding.TF_Version,
    createTensor: (...given) => binding.createTensor(...given),
    deleteTensor: (tensor) => {
      binding.deleteTensor(tensor);
    },
    tensorDataSync: (tensor) => binding.tensorDataSync(tensor),
    executeOp: (...given) => binding.executeOp(...given),
    isUsingGpuDevice: () => true,
    getNumOfTensors: () => binding.getNumOfTensors(),
  };
  return { binding: card, threads };
}
