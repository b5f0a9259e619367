// Between the run panel, a webview, and the extension: what is asked of the run, and of the window.
import type { RunViewEvents, RunViewRequests } from './run-view';
import type { TrainingProgress } from './training';

export interface RunPanelRequests extends RunViewRequests {
  /** Said once by the view when it can listen. */
  ready(params: Record<string, never>): PanelStart;
  stop(params: Record<string, never>): boolean;
  resume(params: Record<string, never>): boolean;
  showLog(params: Record<string, never>): boolean;
  /** Opens the sample's file in an editor beside. */
  openSample(params: { readonly index: number }): boolean;
  /** The config file as it is now; undefined where it is gone. */
  currentConfig(params: Record<string, never>): string | undefined;
  openConfig(params: Record<string, never>): boolean;
  /** Asks, then makes the config file what it was when this ran. False where it did not come to that. */
  restoreConfig(params: Record<string, never>): boolean;
  /** Trains the config file, which is put back first where it is gone. */
  trainConfig(params: Record<string, never>): boolean;
  /** Asks where, then writes. False where the person changed their mind. */
  saveFile(params: { readonly name: string; readonly bytes: Uint8Array }): boolean;
}

export interface PanelStart {
  /** Absolute path of the run's folder: what the view keeps so that it can be restored. */
  readonly run: string;
  /** Whether the person wants to look for an anchor: the search field takes the focus. */
  readonly search: boolean;
  readonly trusted: boolean;
}

export interface RunPanelEvents extends RunViewEvents {
  /** While the run trains: at most ten a second, always the whole state. */
  progress: TrainingProgress;
  /** The person wants to look for an anchor. */
  search: Record<string, never>;
  configChanged: Record<string, never>;
  /** The process that reads the run died: what was to come from it does not come. */
  readerLost: Record<string, never>;
}
