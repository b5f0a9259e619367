// Small datasets in memory.
import { sampleSize, type Dataset } from '../../../src/engine/dataset/dataset';
import { Random } from '../../../src/engine/random/random';

interface Content {
  readonly kind: Dataset['kind'];
  readonly sampleShape: readonly number[];
  readonly values: Float32Array | Uint8Array;
  readonly labels?: Int32Array | undefined;
}

class MemoryDataset implements Dataset {
  readonly kind: Dataset['kind'];
  readonly sampleShape: readonly number[];
  readonly length: number;
  readonly names: readonly string[];
  readonly labels: Int32Array | undefined;
  readonly classes: readonly string[];
  readonly skipped = [];
  readonly fingerprint = 'memory';
  private readonly values: Content['values'];

  constructor({ kind, sampleShape, values, labels }: Content) {
    this.kind = kind;
    this.sampleShape = sampleShape;
    this.values = values;
    this.length = values.length / sampleSize({ sampleShape });
    this.names = Array.from({ length: this.length }, (_, row) => `sample ${row}`);
    this.labels = labels;
    this.classes = labels ? ['even', 'odd'] : [];
  }

  read(rows: ArrayLike<number>, into: Float32Array | Uint8Array): Promise<void> {
    const size = sampleSize(this);
    for (let i = 0; i < rows.length; i++)
      into.set(this.values.subarray(rows[i] * size, (rows[i] + 1) * size), i * size);
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

/** Vectors as given. */
export function vectorsOf(values: Float32Array, width: number): Dataset {
  return new MemoryDataset({ kind: 'vector', sampleShape: [width], values });
}

/** Pictures of these bytes, each [height, width, channels]. */
export function imagesOf(values: Uint8Array, sampleShape: readonly number[]): Dataset {
  return new MemoryDataset({ kind: 'image', sampleShape, values });
}

/** Normal vectors of two classes, even rows and odd rows, whose means lie apart. */
export function twoClasses(length: number, width: number, labelled = true): Dataset {
  const random = Random.stream(4, 'vectors', length, width);
  const values = Float32Array.from(
    { length: length * width },
    (_, i) => random.normal() + (Math.floor(i / width) % 2 === 0 ? 2 : -2),
  );
  const labels = labelled ? Int32Array.from({ length }, (_, row) => row % 2) : undefined;
  return new MemoryDataset({ kind: 'vector', sampleShape: [width], values, labels });
}

/** Pictures of random bytes, [side, side, channels]. */
export function pictures(length: number, side: number, channels: number): Dataset {
  const random = Random.stream(4, 'pictures', length, side, channels);
  const values = Uint8Array.from({ length: length * side * side * channels }, () =>
    random.integer(256),
  );
  return new MemoryDataset({ kind: 'image', sampleShape: [side, side, channels], values });
}
