import { describe, expect, it } from 'vitest';
import { cast } from '../../../src/engine/graph/comparison';
import { constant } from '../../../src/engine/graph/sources';
import { positiveOf } from '../../../src/engine/negatives/comparison';
import { withinBatch } from '../../../src/engine/negatives/within-batch';
import { OnnxRuntime } from '../../../src/engine/runtime/onnx-runtime';

/** Four samples on the circle: first views at multiples of 90°, second ones turned by 30°. */
const angles = [0, 90, 180, 270, 30, 120, 210, 300].map((degrees) => (degrees * Math.PI) / 180);

async function compared() {
  const z = constant(Float32Array.from(angles.flatMap((a) => [Math.cos(a), Math.sin(a)])), [8, 2]);
  const comparison = withinBatch({ z, twins: true }, 'both-views');
  const runtime = new OnnxRuntime({ provider: 'cpu', device: 'test', threads: 1 });
  const { cosines, negatives, count } = comparison;
  if (!negatives) throw new Error('some of the batch are no negatives');
  const outputs = {
    positive: positiveOf(comparison),
    cosines,
    count,
    negatives: cast(negatives, 'float32'),
  };
  const executable = await runtime.compile({ outputs });
  const results = await executable.run({});
  await executable.dispose();
  return { results };
}

describe('withinBatch', () => {
  it('takes the other view of the sample as the positive', async () => {
    const { results } = await compared();
    expect(results.positive).toHaveLength(8);
    for (const cosine of results.positive as Float32Array)
      expect(cosine).toBeCloseTo(Math.cos(Math.PI / 6), 6);
  });

  it('compares every row with every row', async () => {
    const { results } = await compared();
    angles.forEach((a, i) => {
      angles.forEach((b, j) => {
        expect((results.cosines as Float32Array)[8 * i + j]).toBeCloseTo(Math.cos(a - b), 6);
      });
    });
  });

  it('has all rows of other samples as negatives, as many as it says', async () => {
    const { results } = await compared();
    expect([...results.count]).toEqual([6]);
    const expected = angles.flatMap((_, i) => angles.map((_other, j) => Number(i % 4 !== j % 4)));
    expect([...(results.negatives as Float32Array)]).toEqual(expected);
  });
});
