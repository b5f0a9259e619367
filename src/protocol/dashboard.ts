// Between the dashboard, a webview view, and the extension.
import type { RunState } from './run-view';
import type { TrainingProgress } from './training';

export interface DashboardRequests {
  ready(params: Record<string, never>): DashboardSnapshot;
  /** Runs a command of the extension on runs, by their ids. */
  act(params: { readonly action: DashboardAction; readonly runs: readonly string[] }): boolean;
}

export type DashboardAction =
  | 'open'
  /** Opens the runs side by side in a panel. */
  | 'compare'
  | 'stop'
  | 'resume'
  | 'delete'
  | 'rename'
  | 'reveal'
  | 'openConfig'
  | 'newConfig'
  | 'createSample'
  | 'train'
  | 'manageTrust'
  | 'showLog';

export interface DashboardEvents {
  /** At most ten a second; always the whole state. */
  runs: DashboardSnapshot;
}

export interface DashboardSnapshot {
  readonly workspace: 'none' | 'empty' | 'ready';
  readonly trusted: boolean;
  /** Whether there is anything to train; told only where there are no runs, else true. */
  readonly hasConfig: boolean;
  /** Newest first. */
  readonly runs: readonly DashboardRun[];
}

export interface DashboardRun {
  readonly id: string;
  readonly name: string;
  readonly state: RunState | 'collapsed';
  readonly created: string;
  readonly error?: string;
  readonly epochsDone: number;
  readonly epochs: number;
  /** Loss of each epoch. */
  readonly losses: Float32Array;
  /** The best of the metric that is shown: kNN accuracy, else the probe's, else the loss. */
  readonly best?: { readonly metric: string; readonly value: number; readonly epoch: number };
  readonly device?: string;
  /** Why not the other runtimes: a line for each. */
  readonly otherRuntimes?: readonly string[];
  readonly progress?: TrainingProgress;
}

export interface RunComparison {
  readonly runs: readonly {
    readonly id: string;
    readonly name: string;
    readonly metrics: readonly Readonly<Record<string, number>>[];
  }[];
  /** Settings that are not equal in all runs: path -> the value of each run, as text. */
  readonly differences: readonly {
    readonly setting: string;
    readonly values: readonly (string | undefined)[];
  }[];
}
