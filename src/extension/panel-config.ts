// The config of the run that a panel shows: watched, read, put back and trained.
import * as vscode from 'vscode';
import { currentConfig, restoreConfig } from './config-of-run';
import { CONFIG_PATTERN } from './configs';
import type { PanelServices } from './run-panels';
import { tellFailure } from './tell';

interface Panel {
  /** Path of its run. */
  readonly run: string;
  /** Text of the config as it ran. */
  whatRan(): Promise<string>;
  /** The config file came, went or has another text. */
  onChanged(): void;
}

export class PanelConfig implements vscode.Disposable {
  private readonly watcher = vscode.workspace.createFileSystemWatcher(CONFIG_PATTERN);
  private readonly own: readonly vscode.Disposable[];

  constructor(
    private readonly services: PanelServices,
    private readonly panel: Panel,
  ) {
    const look = (): void => void this.look();
    this.own = [
      this.watcher,
      this.watcher.onDidCreate(look),
      this.watcher.onDidChange(look),
      this.watcher.onDidDelete(look),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document.uri.fsPath === this.run?.configFile) panel.onChanged();
      }),
    ];
  }

  current(): Promise<string | undefined> {
    return currentConfig(this.run);
  }

  /** False where it did not come to that, which was said. */
  async restore(): Promise<boolean> {
    try {
      const restored = await restoreConfig(this.run, await this.panel.whatRan());
      if (restored) await this.look();
      return restored;
    } catch (error) {
      void tellFailure(error, this.services.log);
      return false;
    }
  }

  /** Puts the file back first where it is gone. */
  async train(): Promise<boolean> {
    if (this.run?.configFile === undefined && !(await this.restore())) return false;
    const file = this.run?.configFile;
    if (file === undefined) return false;
    await vscode.commands.executeCommand('negativeSpace.train', vscode.Uri.file(file));
    return true;
  }

  dispose(): void {
    for (const each of this.own) each.dispose();
  }

  private get run() {
    return this.services.runs.byPath(this.panel.run);
  }

  private async look(): Promise<void> {
    await this.services.runs.refresh();
    this.panel.onChanged();
  }
}
