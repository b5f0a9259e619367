// Functions of the engine that run inside the extension host, loaded when first needed: pure
// reading and checking, nothing native, nothing that computes for long.
import type { DashboardRun, RunComparison } from './dashboard';

export interface EngineLibrary {
  // Runs of a workspace folder.
  /** Newest first; live ones say so by their lock. */
  listRuns(folder: string): Promise<readonly ListedRun[]>;
  compareRuns(paths: readonly string[]): Promise<RunComparison>;
  /** @throws an Error with a sentence where the run is live. */
  deleteRun(path: string): Promise<void>;
  renameRun(path: string, name: string): Promise<void>;

  // Config documents, as they are in the editor.
  checkConfig(text: string, file: string): readonly ConfigProblem[];
  completeConfig(text: string, offset: number): readonly ConfigCompletion[];
  hoverConfig(text: string, offset: number): ConfigHover | undefined;
  /** Files and folders that the config names, as it names them; none where it is not valid. */
  dataPaths(text: string, file: string): readonly string[];
  /** A commented config for data at a path: a file or a folder, beside which it will lie. */
  newConfig(data: string, configFile: string): Promise<string>;
}

export interface ListedRun extends Omit<DashboardRun, 'progress'> {
  readonly path: string;
  /** The config file it came from, where it still exists. */
  readonly configFile?: string;
  /** Where that file is, or was. */
  readonly configPlace?: string;
}

/** Offsets count UTF-16 units of the text; the range is never empty unless the text is. */
export interface ConfigProblem {
  readonly start: number;
  readonly end: number;
  readonly message: string;
  readonly code: string;
  /** Whether it keeps the config from running. */
  readonly grave: boolean;
  /** Replaces the range: the nearest known name. */
  readonly fix?: string;
}

export interface ConfigCompletion {
  readonly label: string;
  readonly kind: 'setting' | 'value';
  readonly insert: string;
  /** The part of the text that it replaces. */
  readonly start: number;
  readonly end: number;
  readonly detail?: string;
  /** Markdown. */
  readonly documentation?: string;
  /** Of a setting: words can be chosen once it stands there. */
  readonly choosesNext?: boolean;
}

export interface ConfigHover {
  readonly start: number;
  readonly end: number;
  /** Markdown. */
  readonly contents: string;
}
