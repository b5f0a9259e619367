// Vectors of samples and of their views, by a generator that any language can repeat exactly.
import type { Embeddings } from '../../../src/engine/evaluate/embeddings';
import { directions } from '../../../src/engine/inspect/directions';
import type { EpochVectors } from '../../../src/engine/inspect/epoch-vectors';
import type { Pairs } from '../../../src/engine/inspect/reference-pairs';
import type { ViewPairs } from '../../../src/engine/inspect/view-scatter';

export interface VectorsSpec {
  readonly seed: number;
  readonly n: number;
  readonly dz: number;
  readonly dh: number;
  readonly classes: number;
  /** Deviation within a class, and of a view; each times 0.2 … 2, axis by axis. */
  readonly spread: number;
  readonly noise: number;
}

/** x ← 1664525 x + 1013904223 modulo 2³². */
export class Congruential {
  constructor(private state: number) {}

  uniform(): number {
    this.state = (Math.imul(1664525, this.state) + 1013904223) >>> 0;
    return this.state / 2 ** 32;
  }

  integer(count: number): number {
    return Math.floor(this.uniform() * count);
  }

  /** The sum of twelve uniform numbers, less 6. */
  normal(): number {
    let sum = 0;
    for (let i = 0; i < 12; i++) sum += this.uniform();
    return sum - 6;
  }

  normals(count: number): number[] {
    return Array.from({ length: count }, () => this.normal());
  }

  pairs(samples: number, count: number): Pairs {
    const pairs = Array.from({ length: count }, () => {
      const [i, other] = [this.integer(samples), this.integer(samples - 1)];
      return [i, other < i ? other : other + 1];
    });
    return {
      first: Uint32Array.from(pairs, ([i]) => i),
      second: Uint32Array.from(pairs, ([, j]) => j),
    };
  }
}

export interface GeneratedVectors {
  readonly vectors: EpochVectors;
  /** Sample i is of class i modulo their number. */
  readonly labels: Int32Array;
  /** Where the generator stands. */
  readonly random: Congruential;
}

export function generatedVectors(spec: VectorsSpec): GeneratedVectors {
  const { seed, n, dz, dh, classes, spread, noise } = spec;
  const random = new Congruential(seed);
  const [centresZ, centresH] = [random.normals(classes * dz), random.normals(classes * dh)];
  const z = around((i) => centresZ[i % (classes * dz)], spread, n, dz, random);
  const h = around((i) => centresH[i % (classes * dh)], spread, n, dh, random);
  const viewsOf = (of: Embeddings & { exact: number[] }): ViewPairs => ({
    first: around((i) => of.exact[i], noise, n, of.width, random),
    second: around((i) => of.exact[i], noise, n, of.width, random),
  });
  const [vz, vh] = [viewsOf(z), viewsOf(h)];
  return {
    vectors: {
      z: directions(z),
      lengths: new Float64Array(n).fill(1),
      h,
      views: {
        rows: Uint32Array.from({ length: n }, (_, i) => i),
        z: { first: directions(vz.first), second: directions(vz.second) },
        h: vh,
      },
    },
    labels: Int32Array.from({ length: n }, (_, i) => i % classes),
    random,
  };
}

function around(
  centre: (place: number) => number,
  deviation: number,
  count: number,
  width: number,
  random: Congruential,
): Embeddings & { exact: number[] } {
  const scale = (j: number): number => 0.2 + (j * 1.8) / (width - 1);
  const exact = Array.from(
    { length: count * width },
    (_, i) => centre(i) + deviation * random.normal() * scale(i % width),
  );
  return { values: Float32Array.from(exact), count, width, exact };
}
