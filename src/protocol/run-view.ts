// What is asked of a run by whoever looks at it: the panel asks the extension, which passes it on
// to the child process that reads the run's folder. Indices are rows of the training data.

import type {
  ColumnName,
  Neighbourhood,
  RunMap,
  SampleClusters,
  SampleColumn,
  TestSamples,
} from './sample-places';

export interface RunViewRequests {
  /** The run as it is now: record, curves, epochs, samples. */
  snapshot(params: Record<string, never>): RunSnapshot;
  /** Places of all samples at an epoch that has vectors; made and kept where they are missing. */
  map(params: { readonly epoch: number }): RunMap;
  /** Places by the samples themselves, before any training: pictures by their pixels, vectors as they are. */
  inputMap(params: Record<string, never>): RunMap;
  /** The test samples on the map of an epoch; undefined where it kept nothing of them. */
  testSamples(params: { readonly epoch: number }): TestSamples | undefined;
  /** Groups of samples that hold together at an epoch; found and kept where they are missing. */
  clusters(params: { readonly epoch: number }): SampleClusters;
  /** What the data say of samples beside class and content; none where that is nothing, or they are gone. */
  columns(params: Record<string, never>): readonly ColumnName[];
  /** One of these, by its name. */
  column(params: { readonly name: string }): SampleColumn;
  /** Labels and flags around a sample at an epoch. */
  neighbourhood(params: { readonly index: number; readonly epoch: number }): Neighbourhood;
  /** One anchor with its hardest negatives at an epoch; `estimating` until `estimated` is said. */
  anchor(params: AnchorQuery): AnchorReport;
  /** Cosine of the anchor with every sample at an epoch; NaN for what is no negative of it. */
  cosines(params: { readonly index: number; readonly epoch: number }): Float32Array;
  /** Stored pictures of samples, or nothing where samples are vectors. */
  pictures(params: { readonly indices: readonly number[] }): readonly Picture[];
  /** Values of samples that are vectors, in the order asked; nothing where samples are images. */
  vectors(params: { readonly indices: readonly number[] }): readonly Float32Array[];
  /** Both views that the encoder saw of a sample in an epoch. */
  views(params: { readonly index: number; readonly epoch: number }): ViewsReport;
  /** Rows whose name or label contains the text, at most `most`. */
  search(params: { readonly text: string; readonly most: number }): readonly number[];
  /** How good the false-negative probability is on this run, where labels exist. */
  quality(params: { readonly epoch: number }): FlagQuality | undefined;
}

export interface RunViewEvents {
  /** Progress of what takes long: arranging a map, reading data. */
  working: { readonly what: string; readonly done: number; readonly total: number };
  /** The run's folder changed: ask for a new snapshot. */
  changed: Record<string, never>;
  /** How far the estimate of an epoch's probabilities is. */
  estimating: { readonly epoch: number; readonly done: number; readonly total: number };
  /** An epoch's probabilities can be asked for, or why there are none: ask for the anchor again. */
  estimated: { readonly epoch: number };
}

export type RunState = 'training' | 'finished' | 'stopped' | 'failed' | 'killed';

export interface RunSnapshot {
  readonly id: string;
  readonly path: string;
  readonly name: string;
  readonly state: RunState;
  /** One sentence, where it failed. */
  readonly error?: string;
  readonly device?: string;
  /** Why not the other runtimes: a line for each. */
  readonly otherRuntimes?: readonly string[];
  readonly created: string;
  readonly epochsDone: number;
  readonly epochs: number;
  readonly seed: number;
  /** One row an epoch: name -> value; NaN where there is none. */
  readonly metrics: readonly Readonly<Record<string, number>>[];
  readonly best: Readonly<Record<string, { readonly value: number; readonly epoch: number }>>;
  /** Epochs with stored vectors, rising. */
  readonly vectorEpochs: readonly number[];
  /** Vectors are stored each so many epochs, and at the end; 0: only there. */
  readonly vectorsEvery: number;
  /** The config as it ran, and the file it came from. */
  readonly config: string;
  /** Settings that ran otherwise than this config says: of a command line, or of a comparison. */
  readonly otherSettings: readonly OtherSetting[];
  readonly samples: SampleTable;
  /** What cannot be shown and why: data that is gone, say. */
  readonly problems: readonly string[];
}

export interface OtherSetting {
  /** Names with dots. */
  readonly setting: string;
  /** In one line of YAML; absent where there is no such setting. */
  readonly ran?: string;
  readonly written?: string;
}

export interface SampleTable {
  readonly kind: 'image' | 'vector';
  readonly count: number;
  readonly names: readonly string[];
  readonly classes: readonly string[];
  /** A class for each sample, −1 for none; absent where nothing is labelled. */
  readonly labels?: Int32Array;
  /** [height, width, channels] or [features]. */
  readonly shape: readonly number[];
}

export interface AnchorQuery {
  readonly index: number;
  readonly epoch: number;
  /** How many of the hardest negatives. */
  readonly top: number;
}

export interface AnchorReport {
  readonly index: number;
  readonly epoch: number;
  /** Cosine of the anchor's own two views; absent where no views were stored. */
  readonly viewCosine?: number;
  /** Hardest first. */
  readonly negatives: readonly NegativeReport[];
  readonly negativesCount: number;
  /** Counts of cosines of all negatives, in equal bins from −1 to 1. */
  readonly histogram: Uint32Array;
  /** Labels of the 20 nearest: class -> count. */
  readonly nearestLabels: Readonly<Record<number, number>>;
  /** Whether the anchor's debiased estimate is at its floor. */
  readonly clamped: boolean;
  /** Until pairs are reviewed, or where labels do not confirm it, probabilities are provisional. */
  readonly provisional: boolean;
  /** τ⁺ that probabilities assume, and where it comes from: the config, 1 / the number of classes, or 0.1. */
  readonly assumed?: {
    readonly tauPlus: number;
    readonly from: 'config' | 'classes' | 'default';
  };
  /** Of flagged negatives: π from here on. */
  readonly threshold: number;
  /** Of the anchor's negatives that are shown. */
  readonly flagged: number;
  /**
   * Probabilities are not known yet: they are absent, nothing is flagged, and reasons that need the
   * neighbours of others are left out.
   */
  readonly estimating?: true;
}

export interface NegativeReport {
  readonly index: number;
  /** From 1. */
  readonly rank: number;
  readonly cosine: number;
  /** ω: how many plain negatives it counts as. */
  readonly weight: number;
  /** Its share of the anchor's gradient by negatives, signed: below 0 it is pulled closer. */
  readonly gradientShare: number;
  /** π: probability of being a false negative, with an 80 % band; both absent while `estimating`. */
  readonly probability?: number;
  readonly band?: readonly [number, number];
  readonly flagged: boolean;
  readonly reasons: readonly Reason[];
}

/** A sentence for or against a false negative. */
export interface Reason {
  readonly speaks: 'for' | 'against' | 'neither';
  readonly sentence: string;
}

export interface Picture {
  readonly index: number;
  readonly width: number;
  readonly height: number;
  /** RGBA, row by row; empty where the picture cannot be read. */
  readonly pixels: Uint8ClampedArray;
}

export interface ViewsReport {
  readonly views: readonly (Picture & { readonly description: string })[];
}

export interface FlagQuality {
  /** In the lists that are shown: 20 negatives of each of these anchors. */
  readonly anchors: number;
  readonly auroc: number;
  readonly calibrationError: number;
  /** Share of flagged pairs that have the same label, and how many are flagged. */
  readonly precision: number;
  readonly flaggedPairs: number;
}
