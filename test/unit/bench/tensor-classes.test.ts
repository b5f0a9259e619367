// To which part of a training step its tensors belong.
import { expect, it } from 'vitest';
import { add, multiply } from '../../../src/engine/graph/arithmetic';
import { conv2d } from '../../../src/engine/graph/convolution';
import { relu } from '../../../src/engine/graph/elementwise';
import { gradients } from '../../../src/engine/graph/gradient';
import { batchNormTraining, batchStatistics } from '../../../src/engine/graph/normalisation';
import { programNodes, type Program } from '../../../src/engine/graph/program';
import { input } from '../../../src/engine/graph/sources';
import { mean } from '../../../src/engine/graph/statistics';
import type { Tensor } from '../../../src/engine/graph/tensor';
import { tensorClasses } from '../../../bench/tensor-classes';
import { SLOT_PREFIX } from '../../../src/engine/train/optimisers/slots';

/** A convolution with or without batch normalisation, ReLU, its gradients and a moment of each. */
function step(normalised: boolean): Program {
  const weights = [input('weight', [4, 3, 3, 3]), input('scale', [4]), input('shift', [4])];
  const [weight, scale, shift] = weights;
  const seen = conv2d(input('views', [2, 3, 8, 8]), weight, { padding: 1 });
  const y = normalised ? batchNormTraining(seen, batchStatistics(seen), { scale, shift }) : seen;
  const loss = mean(relu(y), undefined, false);
  const trained = normalised ? weights : [weight];
  const next = gradients(loss, trained).map((gradient, i) => {
    const slot = input(`${SLOT_PREFIX}v.${i}`, trained[i].shape);
    return [
      `${SLOT_PREFIX}v.${i}`,
      add(multiply(slot, 0.9), multiply(gradient, gradient)),
    ] as const;
  });
  return { outputs: { loss }, updates: Object.fromEntries(next) };
}

function classesOf(program: Program, choose: (node: Tensor) => boolean): unknown[] {
  const classes = tensorClasses(program);
  return [
    ...new Set(
      programNodes(program)
        .filter(choose)
        .map((node) => classes.get(node)),
    ),
  ];
}

it.each([
  ['conv2d', 'convolution'],
  ['conv2dWeightGradient', 'convolution gradients'],
  ['relu', 'element-wise'],
  ['step', 'element-wise'],
])('%s belongs to: %s', (operation, part) => {
  expect(classesOf(step(true), (node) => node.operation === operation)).toEqual([part]);
});

it('counts maps of channels and sums around them as normalisation', () => {
  const around = (node: Tensor): boolean =>
    node.operation === 'channelAffine' ||
    node.operation === 'reduceSumSquare' ||
    (node.operation === 'subtract' && node.shape.length === 4);
  expect(classesOf(step(true), around)).toEqual(['normalisation']);
});

it('knows sums as sums where nothing is normalised', () => {
  const sums = (node: Tensor): boolean => node.operation === 'reduceSum';
  expect(classesOf(step(false), sums)).toEqual(['sums and maxima']);
});

it('counts what reads the optimiser’s state as the optimiser, and what is made for it alone', () => {
  const program = step(false);
  const [update] = Object.values(program.updates ?? {});
  const [faded, square] = update.inputs;
  const classes = tensorClasses(program);
  expect([update, faded, square].map((node) => classes.get(node))).toEqual(
    Array(3).fill('optimiser'),
  );
  expect(classes.get(square.inputs[0])).toBe('convolution gradients');
});
