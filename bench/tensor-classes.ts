// To which part of a training step a tensor of its program belongs.
import type { OperationName } from '../src/engine/graph/operations';
import { programNodes, type Program } from '../src/engine/graph/program';
import type { Tensor } from '../src/engine/graph/tensor';
import { SLOT_PREFIX } from '../src/engine/train/optimisers/slots';
import type { KernelClass } from './kernel-classes';

const classes: Readonly<Partial<Record<OperationName, KernelClass>>> = {
  conv2d: 'convolution',
  conv2dInputGradient: 'convolution gradients',
  conv2dWeightGradient: 'convolution gradients',
  matmul: 'matrix products',
  channelAffine: 'normalisation',
  reduceSum: 'sums and maxima',
  reduceSumSquare: 'sums and maxima',
  reduceMax: 'sums and maxima',
  softmax: 'sums and maxima',
  maxPool2d: 'sums and maxima',
  topK: 'sums and maxima',
  reshape: 'copies and layout',
  transpose: 'copies and layout',
  concat: 'copies and layout',
  slice: 'copies and layout',
  pad: 'copies and layout',
  gather: 'copies and layout',
  scatterAdd: 'copies and layout',
  gatherElements: 'copies and layout',
  scatterAddElements: 'copies and layout',
  broadcastTo: 'copies and layout',
  cast: 'copies and layout',
};

/**
 * For each tensor of a training step. What reads the optimiser's state, and what is worked out for
 * that alone, is the optimiser; the passes over pictures around a map of channels are normalisation.
 */
export function tensorClasses(program: Program): ReadonlyMap<Tensor, KernelClass> {
  const nodes = programNodes(program);
  const optimiser = optimiserNodes(nodes);
  const normalises = nodes.some(({ operation }) => operation === 'channelAffine');
  return new Map(
    nodes.map((node) => {
      if (optimiser.has(node)) return [node, 'optimiser'];
      if (normalises && isNormalising(node)) return [node, 'normalisation'];
      return [node, classes[node.operation] ?? 'element-wise'];
    }),
  );
}

/** Sums over all but the channels of pictures, and products and differences with mapped channels. */
function isNormalising(node: Tensor): boolean {
  const { operation, inputs, attributes } = node;
  if (operation === 'reduceSum' || operation === 'reduceSumSquare')
    return 'axes' in attributes && attributes.axes.join() === '0,2,3';
  return (
    (operation === 'multiply' || operation === 'subtract') &&
    node.shape.length === 4 &&
    inputs.some((x) => x.operation === 'channelAffine')
  );
}

function optimiserNodes(nodes: readonly Tensor[]): ReadonlySet<Tensor> {
  const found = new Set<Tensor>();
  for (const node of nodes) {
    if (isSlot(node) || node.inputs.some((x) => found.has(x))) found.add(node);
  }
  const readers = new Map<Tensor, Tensor[]>();
  for (const node of nodes)
    for (const x of node.inputs) readers.set(x, [...(readers.get(x) ?? []), node]);
  // Operands come first in `nodes`: backwards, every reader is decided before what it reads.
  for (const node of [...nodes].reverse()) {
    const alone = readers.get(node)?.every((reader) => found.has(reader)) ?? false;
    if (alone && classes[node.operation] === undefined && node.inputs.length > 0) found.add(node);
  }
  return found;
}

function isSlot(node: Tensor): boolean {
  const { attributes } = node;
  return 'name' in attributes && attributes.name.startsWith(SLOT_PREFIX);
}
