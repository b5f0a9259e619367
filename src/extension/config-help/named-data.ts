// The files and folders that open configs name: whether they are there is a problem or its end.
import { basename, dirname, resolve } from 'node:path';
import * as vscode from 'vscode';

export class NamedData implements vscode.Disposable {
  private readonly watched = new Map<string, Watched>();

  /** `onChange`: something that the document names appeared or is gone. */
  constructor(private readonly onChange: (document: vscode.TextDocument) => void) {}

  /** Replaces what is watched for a document. `names`: as its text names them, relative to `file`'s folder. */
  watch(document: vscode.TextDocument, file: string, names: readonly string[]): void {
    const key = document.uri.toString();
    const paths = [...new Set(names.map((name) => resolve(dirname(file), name)))].sort();
    const old = this.watched.get(key);
    if (old?.paths.join('\n') === paths.join('\n')) return;
    old?.dispose();
    const tell = (): void => {
      this.onChange(document);
    };
    const watchers = paths.map((path) => watcherOf(path, tell));
    this.watched.set(key, {
      paths,
      dispose: () => {
        for (const watcher of watchers) watcher.dispose();
      },
    });
  }

  forget(uri: vscode.Uri): void {
    this.watched.get(uri.toString())?.dispose();
    this.watched.delete(uri.toString());
  }

  dispose(): void {
    for (const each of this.watched.values()) each.dispose();
    this.watched.clear();
  }
}

interface Watched {
  readonly paths: readonly string[];
  dispose(): void;
}

function watcherOf(path: string, tell: () => void): vscode.Disposable {
  // In a pattern these stand for others: any one character is near enough.
  const name = basename(path).replace(/[*?[\]{}]/g, '?');
  const pattern = new vscode.RelativePattern(vscode.Uri.file(dirname(path)), name);
  const watcher = vscode.workspace.createFileSystemWatcher(pattern, false, true, false);
  watcher.onDidCreate(tell);
  watcher.onDidDelete(tell);
  return watcher;
}
