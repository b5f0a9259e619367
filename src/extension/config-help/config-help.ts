// Help with config files in the editor: problems while typing, fixes, completion, hover, lenses. Of
// the engine nothing is loaded before the first config document asks for it.
import * as vscode from 'vscode';
import type { Services } from '../services';
import { Completions } from './completions';
import { configSelector } from './config-documents';
import { Fixes } from './fixes';
import { Hovers } from './hovers';
import { Lenses } from './lenses';
import { Problems } from './problems';

export class ConfigHelp implements vscode.Disposable {
  private readonly own: readonly { dispose(): unknown }[];

  constructor({ library, runs }: Services) {
    const lenses = new Lenses(runs);
    const { languages } = vscode;
    this.own = [
      lenses,
      new Problems(library),
      languages.registerCodeActionsProvider(configSelector, new Fixes(library), Fixes.metadata),
      languages.registerCompletionItemProvider(
        configSelector,
        new Completions(library),
        ...Completions.triggers,
      ),
      languages.registerHoverProvider(configSelector, new Hovers(library)),
      languages.registerCodeLensProvider(configSelector, lenses),
    ];
  }

  dispose(): void {
    for (const each of this.own) each.dispose();
  }
}
