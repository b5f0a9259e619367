// Hover: what a setting is, the values it takes, its default and its paper.
import * as vscode from 'vscode';
import type { EngineLibrary } from '../../protocol/engine-library';
import { rangeOf } from './config-documents';
import { hasSchemaHelp } from './schema-help';

export class Hovers implements vscode.HoverProvider {
  constructor(private readonly library: () => EngineLibrary) {}

  provideHover(document: vscode.TextDocument, position: vscode.Position): vscode.Hover | undefined {
    if (hasSchemaHelp(document)) return undefined;
    const found = this.library().hoverConfig(document.getText(), document.offsetAt(position));
    if (!found) return undefined;
    return new vscode.Hover(new vscode.MarkdownString(found.contents), rangeOf(document, found));
  }
}
