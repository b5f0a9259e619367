// Sampling on affine grids: turned, shrunk, shifted past the edges.
import { resampleAffine } from '../../../../src/engine/graph/resample';
import { constant } from '../../../../src/engine/graph/sources';
import type { Shape } from '../../../../src/engine/graph/tensor';
import { naiveResample } from '../naive/resample';
import { floats, normal, type OperationCase } from './case';

const turned = [0.8, -0.53, 0.11, 0.47, 0.9, -0.07];
const shrunk = [1.7, 0.1, 0.019, -0.2, 2.1, 0.337];
const enlarged = [0.41, 0.02, 0.23, 0.01, 0.37, -0.19];
const mirrored = [-0.97, 0, 0.013, 0, 0.96, 0.021];
const away = [0.5, 0, 1.31, 0, 0.5, -1.27];

const identity = constant(Float32Array.of(1, 0, 0, 0, 1, 0), [1, 2, 3]);

export const resampleCases: OperationCase[] = [
  sampled('turned and shrunk', [2, 2, 4, 5], [turned, shrunk], [3, 4]),
  sampled('enlarged and mirrored', [2, 1, 3, 3], [enlarged, mirrored], [5, 2]),
  sampled('mostly outside', [1, 2, 4, 3], [away], [4, 3]),
  sampled('a picture of one pixel', [1, 1, 1, 1], [turned], [2, 2]),
  {
    title: 'the identity gives the picture back',
    inputs: [normal([1, 2, 3, 4])],
    build: (x) => resampleAffine(x, identity, [3, 4]),
    naive: (x) => x,
  },
];

function sampled(
  title: string,
  shape: Shape,
  theta: readonly number[][],
  size: readonly [number, number],
): OperationCase {
  return {
    title,
    inputs: [normal(shape), floats([shape[0], 2, 3], theta.flat())],
    build: (x, maps) => resampleAffine(x, maps, size),
    naive: (x, maps) => naiveResample(x, maps, size),
  };
}
