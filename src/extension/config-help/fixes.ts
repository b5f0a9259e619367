// Quick fixes: the name or word that was most likely meant.
import * as vscode from 'vscode';
import type { EngineLibrary } from '../../protocol/engine-library';
import { pathOf, rangeOf } from './config-documents';

export class Fixes implements vscode.CodeActionProvider {
  static readonly metadata: vscode.CodeActionProviderMetadata = {
    providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
  };

  constructor(private readonly library: () => EngineLibrary) {}

  provideCodeActions(
    document: vscode.TextDocument,
    asked: vscode.Range,
    { diagnostics }: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    const problems = this.library().checkConfig(document.getText(), pathOf(document));
    return problems.flatMap((problem) => {
      const range = rangeOf(document, problem);
      if (problem.fix === undefined || !range.intersection(asked)) return [];
      const title = vscode.l10n.t('Change to {0}', problem.fix);
      const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
      action.edit = new vscode.WorkspaceEdit();
      action.edit.replace(document.uri, range, problem.fix);
      action.diagnostics = diagnostics.filter((each) => each.range.isEqual(range));
      action.isPreferred = true;
      return [action];
    });
  }
}
