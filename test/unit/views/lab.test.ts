// Lightness and colour against the definitions, written out anew for one colour in double precision.
import { describe, expect, it } from 'vitest';
import { input } from '../../../src/engine/graph/sources';
import { lab, labOfBytes } from '../../../src/engine/views/lab';
import { Random } from '../../../src/engine/random/random';
import { evaluate, largestDifference } from './view-fixtures';

/** L*, a*, b* in their own units, of sRGB 0 … 1 at D65 (X 0.95047, Y 1, Z 1.08883). */
function naiveLab(colour: readonly number[]): [number, number, number] {
  const [r, g, b] = colour.map((v) =>
    v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4),
  );
  const xyz = [
    (0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047,
    0.2126729 * r + 0.7151522 * g + 0.072175 * b,
    (0.0193339 * r + 0.119192 * g + 0.9503041 * b) / 1.08883,
  ];
  const [x, y, z] = xyz.map((t) =>
    t > 216 / 24389 ? Math.cbrt(t) : (24389 / 27 / 116) * t + 16 / 116,
  );
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

async function graphLab(pictures: Float32Array, shape: readonly number[]) {
  const { lightness, colour } = lab(input('pictures', shape));
  return {
    lightness: await evaluate(lightness, { pictures }),
    colour: await evaluate(colour, { pictures }),
  };
}

const known: readonly [string, readonly number[], readonly number[]][] = [
  ['white', [255, 255, 255], [100, 0, 0]],
  ['black', [0, 0, 0], [0, 0, 0]],
  ['mid gray', [119, 119, 119], [50.034, 0, 0]],
  ['red', [255, 0, 0], [53.241, 80.092, 67.203]],
  ['green', [0, 255, 0], [87.735, -86.183, 83.179]],
  ['blue', [0, 0, 255], [32.297, 79.188, -107.86]],
];

describe('L*a*b*', () => {
  it.each(known)('of %s is what tables say', (_, bytes, expected) => {
    const [red, green, blue] = bytes;
    const [l, a, b] = labOfBytes(red, green, blue);
    [l * 100, a * 128, b * 128].forEach((value, i) => {
      expect(Math.abs(value - expected[i])).toBeLessThan(0.02);
    });
  });

  it('of pictures is that of each of their pixels', async () => {
    const shape = [3, 3, 5, 7] as const;
    const [n, , h, w] = shape;
    const random = Random.stream(1, 'lab');
    const pictures = Float32Array.from({ length: n * 3 * h * w }, () =>
      random.chance(0.3) ? random.uniform(0, 0.06) : random.uniform(),
    );
    const { lightness, colour } = await graphLab(pictures, shape);
    const expected = { lightness: [] as number[], colour: [[], []] as number[][] };
    const naive: number[] = [];
    for (let i = 0; i < n; i++) {
      const planes: number[][] = [[], [], []];
      for (let p = 0; p < h * w; p++) {
        const at = (c: number) => pictures[(i * 3 + c) * h * w + p];
        naiveLab([at(0), at(1), at(2)]).forEach((v, c) => planes[c].push(v));
      }
      expected.lightness.push(...planes[0].map((v) => v / 100));
      naive.push(...[...planes[1], ...planes[2]].map((v) => v / 128));
    }
    expect(largestDifference(lightness, expected.lightness)).toBeLessThan(1e-4);
    expect(largestDifference(colour, naive)).toBeLessThan(2e-4);
  });

  it('of bytes is that of pictures', async () => {
    const bytes = [0, 1, 10, 11, 128, 254, 255].flatMap((a) =>
      [0, 9, 200].map((b) => [a, b, 255 - a]),
    );
    const pictures = Float32Array.from([0, 1, 2].flatMap((c) => bytes.map((one) => one[c] / 255)));
    const { lightness, colour } = await graphLab(pictures, [1, 3, 1, bytes.length]);
    const host = bytes.map(([r, g, b]) => labOfBytes(r, g, b));
    const planes = [0, 1, 2].map((c) => host.map((one) => one[c]));
    expect(largestDifference(lightness, planes[0])).toBeLessThan(1e-5);
    expect(largestDifference(colour, [...planes[1], ...planes[2]])).toBeLessThan(1e-5);
  });

  it('of gray has no colour', async () => {
    const values = Float32Array.from({ length: 256 }, (_, i) => i / 255);
    const pictures = Float32Array.from([...values, ...values, ...values]);
    const { colour } = await graphLab(pictures, [1, 3, 1, 256]);
    expect(Math.max(...colour.map(Math.abs))).toBeLessThan(1e-5);
  });

  it('refuses gray pictures', () => {
    expect(() => lab(input('pictures', [1, 1, 4, 4]))).toThrow('RGB pictures are needed');
  });
});
