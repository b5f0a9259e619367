// Completion: settings that a section does not have yet, and the words of those it has.
import * as vscode from 'vscode';
import type { ConfigCompletion, EngineLibrary } from '../../protocol/engine-library';
import { rangeOf } from './config-documents';
import { hasSchemaHelp } from './schema-help';

export class Completions implements vscode.CompletionItemProvider {
  /** Typed ahead of a setting or of a word. */
  static readonly triggers: readonly string[] = [' ', '"', "'", '{', '[', ','];

  constructor(private readonly library: () => EngineLibrary) {}

  provideCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): vscode.CompletionItem[] {
    if (hasSchemaHelp(document)) return [];
    const found = this.library().completeConfig(document.getText(), document.offsetAt(position));
    return found.map((completion, i) => itemOf(document, completion, i));
  }
}

function itemOf(
  document: vscode.TextDocument,
  completion: ConfigCompletion,
  place: number,
): vscode.CompletionItem {
  const { label, kind, insert, detail, documentation, choosesNext } = completion;
  const { Property, EnumMember } = vscode.CompletionItemKind;
  const item = new vscode.CompletionItem(label, kind === 'setting' ? Property : EnumMember);
  item.range = rangeOf(document, completion);
  item.insertText = insert;
  // What was typed begins with a quote where the insertion does.
  item.filterText = insert.replace(/:\s*$/, '');
  // In the order of the schema.
  item.sortText = String(place).padStart(4, '0');
  if (detail !== undefined) item.detail = detail;
  if (documentation !== undefined) item.documentation = new vscode.MarkdownString(documentation);
  if (choosesNext)
    item.command = {
      command: 'editor.action.triggerSuggest',
      title: vscode.l10n.t('Choose a Value'),
    };
  return item;
}
