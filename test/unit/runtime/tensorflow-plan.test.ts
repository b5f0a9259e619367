// What TensorFlow would be asked to do for a program; TensorFlow itself is not needed to say it.
import { describe, expect, it } from 'vitest';
import { multiply, subtract } from '../../../src/engine/graph/arithmetic';
import { conv2d } from '../../../src/engine/graph/convolution';
import { relu } from '../../../src/engine/graph/elementwise';
import { gradients } from '../../../src/engine/graph/gradient';
import { globalAveragePool } from '../../../src/engine/graph/pooling';
import type { Program } from '../../../src/engine/graph/program';
import { reduceSum } from '../../../src/engine/graph/reduction';
import { input } from '../../../src/engine/graph/sources';
import type { PlannedCall } from '../../../src/engine/runtime/tensorflow/last-uses';
import { planProgram, type Plan } from '../../../src/engine/runtime/tensorflow/plan';
import { adamUpdates } from './adam-updates';

/** Two convolutions, the second with strides, and a step down the gradient. */
function step(): Program {
  const pictures = input('pictures', [4, 3, 8, 8]);
  const weights = [input('first', [6, 3, 3, 3]), input('second', [8, 6, 3, 3])];
  const bias = input('bias', [6]);
  const maps = relu(conv2d(pictures, weights[0], { padding: 1, bias }));
  const rows = globalAveragePool(relu(conv2d(maps, weights[1], { padding: 1, strides: 2 })));
  const loss = reduceSum(multiply(rows, rows), undefined, false);
  const trained = [...weights, bias];
  const slopes = gradients(loss, trained);
  const updates = trained.map((weight, i) => [
    weight.attributes.name,
    subtract(weight, multiply(slopes[i], 0.1)),
  ]);
  return { outputs: { loss }, updates: Object.fromEntries(updates) as Program['updates'] & object };
}

function kernels({ calls }: Plan): string[] {
  return calls.map(({ kernel }) => kernel);
}

describe('a training step of convolutions', () => {
  it('on the CPU transposes a kernel for its input gradient and two kernels’ gradients, no pictures', () => {
    const made = kernels(planProgram(step(), 'cpu'));
    expect(made.filter((kernel) => kernel === 'Transpose')).toHaveLength(3);
    expect(made).not.toContain('Conv2DBackpropInput');
    expect(made).toContain('ReluGrad');
    expect(made).not.toContain('Greater');
  });

  it('on the CPU keeps kernels and pictures in the order that its kernels want', () => {
    const plan = planProgram(step(), 'cpu');
    const orders = Object.fromEntries(plan.inputs.map(({ name, form }) => [name, form.order]));
    expect(orders).toEqual({
      pictures: [0, 2, 3, 1],
      first: [2, 3, 1, 0],
      second: [2, 3, 1, 0],
      bias: undefined,
    });
    for (const { name, form } of plan.updates) expect(form.order, name).toEqual(orders[name]);
  });

  it('on a graphics card leaves pictures as they are', () => {
    const plan = planProgram(step(), 'gpu');
    expect(plan.inputs.find(({ name }) => name === 'pictures')?.form.order).toBeUndefined();
    expect(kernels(plan)).toContain('Conv2DBackpropInput');
    expect(kernels(plan)).not.toContain('Transpose');
  });

  it.each(['cpu', 'gpu'] as const)(
    'on the %s deletes each tensor once, after its last use',
    (device) => {
      const { calls, constants, preparation, inputs, outputs, updates } = planProgram(
        step(),
        device,
      );
      const live = new Set([...constants, ...inputs].map(({ value }) => value));
      const prepared = preparation.map((call): PlannedCall => ({ ...call, done: [] }));
      for (const call of [...prepared, ...calls]) {
        for (const value of call.inputs) expect(live.has(value), call.kernel).toBe(true);
        for (const value of call.outputs) live.add(value);
        for (const value of call.done) expect(live.delete(value), call.kernel).toBe(true);
      }
      const named = [...constants, ...outputs, ...updates].map(({ value }) => value);
      const kept = new Set([...named, ...prepared.flatMap((call) => call.outputs)]);
      expect(live).toEqual(kept);
    },
  );
});

describe('Adam', () => {
  it.each([false, true])('is one kernel, whether its steps may be skipped or not (%s)', (skips) => {
    const made = kernels(planProgram({ outputs: {}, updates: adamUpdates(skips) }, 'cpu'));
    expect(made.filter((kernel) => kernel === 'ResourceApplyAdam')).toHaveLength(1);
    expect(made).not.toContain('Sqrt');
  });

  it('is made of operations where a skipped step moves its moments', () => {
    const updates = adamUpdates(true);
    const [, m] = updates.m.inputs;
    const made = kernels(planProgram({ outputs: {}, updates: { ...updates, m } }, 'cpu'));
    expect(made).not.toContain('ResourceApplyAdam');
  });
});
