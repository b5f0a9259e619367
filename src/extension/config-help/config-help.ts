// Help with config files in the editor: problems while typing, fixes, completion, hover, lenses. It
// wakes with the first config document.
import type * as vscode from 'vscode';
import type { Services } from '../services';

export class ConfigHelp implements vscode.Disposable {
  private readonly own: { dispose(): unknown }[] = [];

  constructor(readonly services: Services) {}

  dispose(): void {
    for (const each of this.own) each.dispose();
  }
}
