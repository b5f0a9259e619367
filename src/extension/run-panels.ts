// The panels that show runs: one for a run, beside the config, restored after a reload.
import * as vscode from 'vscode';
import type { EngineLibrary } from '../protocol/engine-library';
import { RunPanel } from './run-panel';
import type { RunList } from './run-list';
import type { Trainings } from './trainings';

export const RUN_PANEL = 'negativeSpace.run';

export interface PanelServices {
  readonly dist: vscode.Uri;
  readonly library: () => EngineLibrary;
  readonly trainings: Trainings;
  readonly runs: RunList;
  readonly log: vscode.LogOutputChannel;
}

export class RunPanels implements vscode.WebviewPanelSerializer, vscode.Disposable {
  private readonly open = new Map<string, RunPanel>();

  constructor(private readonly services: PanelServices) {}

  /** Reveals the run's panel, or opens it beside the active editor. */
  show(run: string, { search = false } = {}): void {
    const shown = this.open.get(run);
    if (shown) {
      shown.reveal();
      if (search) shown.search();
      return;
    }
    const column = vscode.window.activeTextEditor
      ? vscode.ViewColumn.Beside
      : vscode.ViewColumn.Active;
    const title = this.services.runs.byPath(run)?.name ?? 'Run';
    const webview = vscode.window.createWebviewPanel(RUN_PANEL, title, column);
    this.take(webview, run, search);
  }

  /** The run of the panel that has the focus. */
  get active(): string | undefined {
    return [...this.open].find(([, panel]) => panel.active)?.[0];
  }

  get shown(): readonly string[] {
    return [...this.open.keys()];
  }

  close(run: string): void {
    this.open.get(run)?.close();
  }

  /** The window was reloaded: `state` is what the view kept. */
  deserializeWebviewPanel(webview: vscode.WebviewPanel, state: unknown): Promise<void> {
    const run = runOf(state);
    if (run === undefined || this.open.has(run)) webview.dispose();
    else this.take(webview, run);
    return Promise.resolve();
  }

  dispose(): void {
    for (const panel of this.open.values()) panel.close();
  }

  private take(webview: vscode.WebviewPanel, run: string, search = false): void {
    const panel = new RunPanel(webview, run, this.services, search);
    this.open.set(run, panel);
    panel.onDidClose(() => this.open.delete(run));
  }
}

/** What a view keeps names its run; anything else is not ours. */
function runOf(state: unknown): string | undefined {
  if (typeof state !== 'object' || state === null || !('run' in state)) return undefined;
  return typeof state.run === 'string' ? state.run : undefined;
}
