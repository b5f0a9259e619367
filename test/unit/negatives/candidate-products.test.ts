import { describe, expect, it } from 'vitest';
import { constant } from '../../../src/engine/graph/sources';
import { candidateProducts } from '../../../src/engine/negatives/candidate-products';
import { Random } from '../../../src/engine/random/random';
import { OnnxRuntime } from '../../../src/engine/runtime/onnx-runtime';

const runtime = new OnnxRuntime({ provider: 'cpu', device: 'test', threads: 1 });

describe('candidateProducts', () => {
  it.each([
    { way: 'from a table', count: 4, width: 3, anchors: 3, pairs: 9 },
    { way: 'from rows', count: 9, width: 3, anchors: 2, pairs: 5 },
    { way: 'from rows in blocks', count: 4, width: 2 ** 20, anchors: 2, pairs: 5 },
  ])('$way: the dot product of each pair', async ({ count, width, anchors, pairs }) => {
    const random = Random.stream(1, 'products');
    const rows = Float32Array.from({ length: count * width }, () => random.uniform(-1, 1));
    const draw = () => Array.from({ length: anchors * pairs }, () => random.integer(count));
    const [u, v] = [draw(), draw()];
    const places = (numbers: number[]) =>
      constant(BigInt64Array.from(numbers, BigInt), [anchors, pairs]);
    const products = candidateProducts(constant(rows, [count, width]), places(u), places(v));
    const executable = await runtime.compile({ outputs: { products } });
    const results = await executable.run({});
    await executable.dispose();
    u.forEach((a, i) => {
      let expected = 0;
      for (let k = 0; k < width; k++) expected += rows[a * width + k] * rows[v[i] * width + k];
      expect(Math.abs(Number(results.products[i]) - expected) / width).toBeLessThan(1e-5);
    });
  });
});
