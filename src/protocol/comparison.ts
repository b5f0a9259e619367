// Between a comparison of runs, a webview panel, and the extension.
import type { RunComparison } from './dashboard';

export interface ComparisonRequests {
  ready(params: Record<string, never>): Comparison;
  /** Opens the panel of one of the runs, by its id. */
  openRun(params: { readonly run: string }): boolean;
  /** Asks which, then compares them as well. False where the person changed their mind. */
  addRuns(params: Record<string, never>): boolean;
  /** Asks where, then writes. False where the person changed their mind. */
  saveFile(params: { readonly name: string; readonly bytes: Uint8Array }): boolean;
}

export interface ComparisonEvents {
  /** While one of them trains: at most one a second, always the whole state. */
  comparison: Comparison;
}

export interface Comparison {
  readonly runs: readonly ComparedRun[];
  readonly differences: RunComparison['differences'];
}

export interface ComparedRun {
  readonly id: string;
  readonly name: string;
  readonly created: string;
  readonly live: boolean;
  /** As many as it is to train. */
  readonly epochs: number;
  /** One row an epoch: name -> value; what was not measured is absent. */
  readonly metrics: readonly Readonly<Record<string, number>>[];
}
