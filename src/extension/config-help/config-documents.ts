// Which documents are configs, and where they lie or will lie.
import { isAbsolute, join } from 'node:path';
import * as vscode from 'vscode';
import { CONFIG_PATTERN } from '../configs';

export const configSelector: vscode.DocumentSelector = ['file', 'untitled'].map((scheme) => ({
  scheme,
  pattern: CONFIG_PATTERN,
}));

export const isConfigDocument = (document: vscode.TextDocument): boolean =>
  vscode.languages.match(configSelector, document) > 0;

/** Absolute path; one that was never saved lies in the first folder of the workspace. */
export function pathOf({ uri }: vscode.TextDocument): string {
  if (isAbsolute(uri.fsPath)) return uri.fsPath;
  const folder = vscode.workspace.workspaceFolders?.at(0)?.uri.fsPath;
  return folder === undefined ? uri.fsPath : join(folder, uri.fsPath);
}

export const rangeOf = (
  document: vscode.TextDocument,
  { start, end }: { readonly start: number; readonly end: number },
): vscode.Range => new vscode.Range(document.positionAt(start), document.positionAt(end));
