// The panels that compare runs: one for the same runs, restored after a reload.
import * as v from 'valibot';
import * as vscode from 'vscode';
import { ComparisonPanel } from './comparison-panel';
import type { Services } from './services';

export const COMPARISON_PANEL = 'negativeSpace.comparison';

const keptState = v.object({ runs: v.array(v.string()) });

export class Comparisons implements vscode.WebviewPanelSerializer, vscode.Disposable {
  private readonly open = new Set<ComparisonPanel>();

  constructor(private readonly services: Services) {}

  /** Reveals the panel of these runs, by their ids, or opens one. */
  show(ids: readonly string[]): void {
    const shown = [...this.open].find((panel) => panel.shows(ids));
    if (shown) {
      shown.reveal();
      return;
    }
    const title = vscode.l10n.t('Compare Runs');
    this.take(
      vscode.window.createWebviewPanel(COMPARISON_PANEL, title, vscode.ViewColumn.Active),
      ids,
    );
  }

  /** The window was reloaded: `state` is what the view kept. */
  deserializeWebviewPanel(webview: vscode.WebviewPanel, state: unknown): Promise<void> {
    const kept = v.safeParse(keptState, state);
    if (kept.success) this.take(webview, kept.output.runs);
    else webview.dispose();
    return Promise.resolve();
  }

  dispose(): void {
    for (const panel of this.open) panel.close();
  }

  private take(webview: vscode.WebviewPanel, ids: readonly string[]): void {
    const panel = new ComparisonPanel(webview, ids, this.services);
    this.open.add(panel);
    panel.onDidClose(() => this.open.delete(panel));
  }
}
