// Hover: what a setting is, the values it takes, its default and its paper.
import * as vscode from 'vscode';
import type { EngineLibrary } from '../../protocol/engine-library';
import { rangeOf } from './config-documents';

export class Hovers implements vscode.HoverProvider {
  constructor(private readonly library: () => EngineLibrary) {}

  provideHover(document: vscode.TextDocument, position: vscode.Position): vscode.Hover | undefined {
    const found = this.library().hoverConfig(document.getText(), document.offsetAt(position));
    if (!found) return undefined;
    return new vscode.Hover(new vscode.MarkdownString(found.contents), rangeOf(document, found));
  }
}
