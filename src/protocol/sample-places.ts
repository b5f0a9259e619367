// Where the samples of a run lie on its maps, and what they are coloured by.

export interface RunMap {
  /** 0: of the samples themselves. */
  readonly epoch: number;
  /** [count, 2]: x and y of each sample, in −1 … 1. */
  readonly positions: Float32Array;
  readonly method: 'umap' | 'pca';
  /** Share of 1,000 samples' ten nearest neighbours that are near on the map as well. */
  readonly neighboursKept: number;
}

export interface TestSamples {
  readonly epoch: number;
  /** [count, 2], where the training samples lie that are most like them. */
  readonly positions: Float32Array;
  readonly names: readonly string[];
  /** Classes of the training samples, −1 for none of these; absent where nothing is labelled. */
  readonly labels?: Int32Array;
}

export interface SampleClusters {
  readonly epoch: number;
  /** The cluster of each sample, from 0, the largest first. */
  readonly of: Int32Array;
  readonly clusters: readonly Cluster[];
}

export interface Cluster {
  readonly size: number;
  /** The class that most of its labelled samples have, and how many have it; absent where none is labelled. */
  readonly majority?: { readonly label: number; readonly count: number };
}

export interface ColumnName {
  readonly name: string;
  /** `split`: which part of the data a sample belongs to. */
  readonly kind: 'number' | 'split';
}

export type SampleColumn = NumberColumn | SplitColumn;

export interface NumberColumn {
  readonly kind: 'number';
  readonly name: string;
  /** Of each sample; NaN where it is missing. */
  readonly values: Float64Array;
}

export interface SplitColumn {
  readonly kind: 'split';
  readonly name: string;
  readonly parts: readonly string[];
  /** Of each sample the place of its part; −1 where it is missing. */
  readonly of: Int32Array;
}

export interface Neighbourhood {
  readonly index: number;
  readonly epoch: number;
  /** Labels of the 20 nearest: class -> count. */
  readonly nearestLabels: Readonly<Record<number, number>>;
  /** Of its hardest 20 negatives, or as many as there are; absent while probabilities are not known. */
  readonly flagged?: { readonly count: number; readonly of: number };
}
