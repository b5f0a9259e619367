// Who else completes and explains configs: extensions that read their JSON schema. Where one does,
// everything would be said twice.
import * as vscode from 'vscode';

const readers: Readonly<Partial<Record<string, string>>> = {
  json: 'vscode.json-language-features',
  jsonc: 'vscode.json-language-features',
  yaml: 'redhat.vscode-yaml',
};

/** True where an extension that is there helps with the document from the schema. */
export function hasSchemaHelp({ languageId }: vscode.TextDocument): boolean {
  const reader = readers[languageId];
  return reader !== undefined && vscode.extensions.getExtension(reader) !== undefined;
}
