// The problems of open configs while they are typed: in the editor and in the list of problems.
import * as vscode from 'vscode';
import type { ConfigProblem, EngineLibrary } from '../../protocol/engine-library';
import { isConfigDocument, pathOf, rangeOf } from './config-documents';
import { NamedData } from './named-data';
import { schemaTells } from './schema-help';

export const SOURCE = 'negative-space';

/** A text is looked at when it was left alone for so many milliseconds. */
const PAUSE = 200;

export class Problems implements vscode.Disposable {
  private readonly shown = vscode.languages.createDiagnosticCollection(SOURCE);
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private readonly data: NamedData;
  private readonly own: readonly { dispose(): unknown }[];

  constructor(private readonly library: () => EngineLibrary) {
    this.data = new NamedData((document) => {
      this.checkSoon(document);
    });
    const { workspace } = vscode;
    this.own = [
      this.shown,
      this.data,
      workspace.onDidOpenTextDocument((document) => {
        if (isConfigDocument(document)) this.check(document);
      }),
      workspace.onDidChangeTextDocument(({ document }) => {
        if (isConfigDocument(document)) this.checkSoon(document);
      }),
      workspace.onDidCloseTextDocument((document) => {
        this.forget(document.uri);
      }),
      workspace.onDidDeleteFiles(({ files }) => {
        this.forgetBelow(files);
      }),
    ];
    for (const document of workspace.textDocuments.filter(isConfigDocument))
      this.checkSoon(document);
  }

  dispose(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    for (const each of this.own) each.dispose();
  }

  private checkSoon(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    clearTimeout(this.timers.get(key));
    const check = (): void => {
      this.check(document);
    };
    this.timers.set(key, setTimeout(check, PAUSE));
  }

  private check(document: vscode.TextDocument): void {
    if (document.isClosed) return;
    const text = document.getText();
    const file = pathOf(document);
    const told = schemaTells(document);
    const problems = this.library().checkConfig(text, file);
    this.shown.set(
      document.uri,
      problems.filter((each) => !told(each)).map((each) => diagnosticOf(document, each)),
    );
    this.data.watch(document, file, this.library().dataPaths(text, file));
  }

  private forget(uri: vscode.Uri): void {
    const key = uri.toString();
    clearTimeout(this.timers.get(key));
    this.timers.delete(key);
    this.shown.delete(uri);
    this.data.forget(uri);
  }

  /** Of the files that are gone, and of what lay in folders that are gone. */
  private forgetBelow(files: readonly vscode.Uri[]): void {
    const gone: vscode.Uri[] = [];
    this.shown.forEach((uri) => {
      if (files.some(({ path }) => uri.path === path || uri.path.startsWith(`${path}/`)))
        gone.push(uri);
    });
    for (const uri of gone) this.forget(uri);
  }
}

/** What has no effect is faded, as an unused name is. */
function diagnosticOf(document: vscode.TextDocument, problem: ConfigProblem): vscode.Diagnostic {
  const { Error, Warning } = vscode.DiagnosticSeverity;
  const range = rangeOf(document, problem);
  const diagnostic = new vscode.Diagnostic(range, problem.message, problem.grave ? Error : Warning);
  diagnostic.source = SOURCE;
  diagnostic.code = problem.code;
  if (problem.code === 'no-effect') diagnostic.tags = [vscode.DiagnosticTag.Unnecessary];
  return diagnostic;
}
