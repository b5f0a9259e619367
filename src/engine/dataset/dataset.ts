// What every reader gives: samples of one shape, readable in any order, with names and labels.

/** A sample that could not be used, and why. It never stops a run. */
export interface SkippedSample {
  readonly name: string;
  /** Where it would stand among the samples, from 0, others that were left out counted. */
  readonly row: number;
  readonly reason: string;
}

/** Samples of one shape. Images are uint8 in rows of interleaved channels; vectors are float32. */
export interface Dataset {
  readonly kind: 'image' | 'vector';
  /** Number of samples; `names` and `labels` are as long. */
  readonly length: number;
  /** Image: [height, width, channels]. Vector: [width]. */
  readonly sampleShape: readonly number[];
  /** Vectors from named columns: the column of each element. */
  readonly features?: readonly string[] | undefined;
  /** Stable id per sample: its path relative to the dataset with `/`, or its row number from 0. */
  readonly names: readonly string[];
  /** Class index per sample, −1 where unknown; undefined where the dataset has no labels at all. */
  readonly labels: Int32Array | undefined;
  /** Class names; nested folders give `genus/species`: the hierarchy is the path. */
  readonly classes: readonly string[];
  /** Number of each sample's group, −1 where unknown; undefined where none has one. Of a folder of images: its folder. */
  readonly groups?: Int32Array | undefined;
  /** Place of each sample in its group, of any scale. Of a folder of images: by natural order of the names. */
  readonly order?: Float64Array | undefined;
  readonly skipped: readonly SkippedSample[];
  /** Changes when a source file or a decoding option changes. */
  readonly fingerprint: string;
  /**
   * Writes sample `rows[i]` to `into[i × sampleSize …]`. Images fill a Uint8Array, vectors a
   * Float32Array; a row outside [0, length), or the wrong kind or size of array, is a defect of the caller.
   */
  read(rows: ArrayLike<number>, into: Uint8Array | Float32Array): Promise<void>;
  /** Releases files; `read` fails from then on. */
  close(): Promise<void>;
}

/** Product of `shape`: how many elements one sample has. */
export function sampleSize(dataset: Pick<Dataset, 'sampleShape'>): number {
  return dataset.sampleShape.reduce((size, extent) => size * extent, 1);
}
