// Operations on floats of 16 bits on TensorFlow: right but for rounding, sums of many values too.
import { describe, expect, it } from 'vitest';
import { multiply } from '../../../src/engine/graph/arithmetic';
import { cast } from '../../../src/engine/graph/comparison';
import { conv2d } from '../../../src/engine/graph/convolution';
import { gradients } from '../../../src/engine/graph/gradient';
import { scatterAdd } from '../../../src/engine/graph/indexing';
import { matmul } from '../../../src/engine/graph/matmul';
import { broadcastTo, reduceSum } from '../../../src/engine/graph/reduction';
import { constant, input } from '../../../src/engine/graph/sources';
import { mean, softmax } from '../../../src/engine/graph/statistics';
import type { NarrowType, Shape, Tensor } from '../../../src/engine/graph/tensor';
import { openTensorFlow } from '../../../src/engine/runtime/tensorflow/tensorflow-runtime';
import { tensorFlowForTests } from '../../tensorflow';
import type { OperationCase } from '../graph/cases/case';
import { operationCases } from '../graph/cases/operations';
import { spacing } from '../graph/naive/round-to';
import { checkNarrowCase } from '../graph/narrow-case';

const installation = await tensorFlowForTests();

/** More than 2¹¹, from where float16 no longer counts by ones. */
const MANY = 5000;

interface Sum {
  readonly title: string;
  /** `like` gives tensors of one value, 2⁻⁶, in the type that is tested. */
  readonly build: (like: (shape: Shape) => Tensor) => Tensor;
  /** Every value of the result. */
  readonly expected: number;
}

const square = 2 ** -12;

const sums: readonly Sum[] = [
  { title: 'sum', build: (like) => reduceSum(like([MANY, 2]), [0]), expected: MANY * 2 ** -6 },
  { title: 'mean', build: (like) => mean(like([2, MANY]), [1]), expected: 2 ** -6 },
  { title: 'softmax', build: (like) => softmax(like([2, MANY])), expected: 1 / MANY },
  {
    title: 'rows added to a row',
    build: (like) => scatterAdd(like([MANY, 2]), constant(new BigInt64Array(MANY)), [1, 2], 0),
    expected: MANY * 2 ** -6,
  },
  {
    title: 'matrix product',
    build: (like) => matmul(like([2, MANY]), like([MANY, 3])),
    expected: MANY * square,
  },
  {
    title: 'product of a matrix for each of a batch',
    build: (like) => matmul(like([2, 2, MANY]), like([2, MANY, 3])),
    expected: MANY * square,
  },
  {
    title: 'convolution of many channels',
    build: (like) => conv2d(like([1, MANY, 3, 3]), like([2, MANY, 2, 2])),
    expected: 4 * MANY * square,
  },
  {
    title: 'gradient of a convolution’s bias',
    build: (like) => {
      const bias = like([2]);
      const y = conv2d(like([4, 3, 40, 40]), like([2, 3, 1, 1]), { bias });
      return gradients(y, [bias], like(y.shape))[0];
    },
    expected: 4 * 40 ** 2 * 2 ** -6,
  },
  {
    title: 'gradient of a convolution’s picture',
    build: (like) => slopes(like, [1, 2, 4, 4], [MANY, 2, 1, 1]).byPicture,
    expected: MANY * square,
  },
  {
    title: 'gradient of a strided convolution’s picture whose size is no multiple',
    build: (like) =>
      slopes(like, [1, 2, 5, 5], [MANY, 2, 2, 2], { strides: 2, padding: 1 }).byPicture,
    expected: MANY * square,
  },
  {
    title: 'gradient of a convolution’s weight over large pictures, part by part',
    build: (like) => slopes(like, [4, 16, 256, 256], [2, 16, 3, 3]).byWeight,
    expected: 4 * 254 ** 2 * square,
  },
];

function slopes(like: (shape: Shape) => Tensor, picture: Shape, kernel: Shape, options = {}) {
  const [x, weight] = [like(picture), like(kernel)];
  const y = conv2d(x, weight, options);
  const [byPicture, byWeight] = gradients(y, [x, weight], like(y.shape));
  return { byPicture, byWeight };
}

describe.skipIf(!installation)('TensorFlow', async () => {
  const runtime = (await (installation && openTensorFlow(installation, { threads: 1 })))!;

  describe.each(['float16', 'bfloat16'] as const)('in %s', (type) => {
    describe.each(Object.entries(operationCases))('%s', (_, cases) => {
      it.each(cases)('$title', async (row) => {
        const before = runtime.tensorCount;
        await checkNarrowCase(runtime, row, type, addsBias(row));
        expect(runtime.tensorCount).toBe(before);
      });
    });

    it.each(sums)('many values add up: $title', async ({ build, expected }) => {
      const one = input('one', [], 'float32');
      const program = await runtime.compile({
        outputs: { sum: cast(build(like(one, type)), 'float32') },
      });
      const { sum } = await program.run({ one: Float32Array.of(1) });
      await program.dispose();
      for (const value of sum)
        expect(Math.abs(Number(value) / expected - 1)).toBeLessThan(spacing(type));
    });
  });
});

/** That is a kernel of its own. */
function addsBias({ inputs, build }: OperationCase): boolean {
  const output = build(...inputs.map(({ shape, dtype }, i) => input(`x${i}`, shape, dtype)));
  return output.operation === 'conv2d' && inputs.length === 3;
}

/** A value that is known only when the program runs. */
function like(one: Tensor, type: NarrowType): (shape: Shape) => Tensor {
  return (shape) => cast(broadcastTo(multiply(one, 2 ** -6), shape), type);
}
