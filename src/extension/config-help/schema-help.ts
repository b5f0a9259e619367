// Who else completes, explains and checks configs: extensions that read their JSON schema. Where one
// does, everything would be said twice.
import * as vscode from 'vscode';
import type { ConfigProblem } from '../../protocol/engine-library';

interface Reader {
  readonly extension: string;
  /** The setting by which a person turns its problems off. */
  readonly checks: string;
}

const json: Reader = { extension: 'vscode.json-language-features', checks: 'json.validate.enable' };

const readers: Readonly<Partial<Record<string, Reader>>> = {
  json,
  jsonc: json,
  yaml: { extension: 'redhat.vscode-yaml', checks: 'yaml.validate' },
};

/** What is wrong with the form of a config, which is what its schema describes. */
const ofForm = new Set(['syntax', 'unknown-setting', 'missing', 'wrong-type', 'out-of-range']);

/** True where an extension that is there helps with the document from the schema. */
export const hasSchemaHelp = (document: vscode.TextDocument): boolean =>
  readerOf(document) !== undefined;

/** Whether that extension says this problem, too. */
export function schemaTells(document: vscode.TextDocument): (problem: ConfigProblem) => boolean {
  const reader = readerOf(document);
  const checks = reader && vscode.workspace.getConfiguration().get(reader.checks, true);
  return ({ code }) => checks === true && ofForm.has(code);
}

function readerOf({ languageId }: vscode.TextDocument): Reader | undefined {
  const reader = readers[languageId];
  return reader && vscode.extensions.getExtension(reader.extension) ? reader : undefined;
}
