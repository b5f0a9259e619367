// New Encoder Config: asks what data, writes a commented config beside it that validates.
import { basename, dirname, join } from 'node:path';
import * as vscode from 'vscode';
import type { Services } from '../services';

/** `named`: a folder of pictures or a file of vectors, from a context menu. */
export async function newConfig({ library }: Services, named?: vscode.Uri): Promise<void> {
  const data = named ?? (await chooseData());
  if (!data) return;
  const folder = dirname(data.fsPath);
  const name = basename(data.fsPath).replace(/\.[^.]*$/, '') || 'encoder';
  const target = await freeName(folder, name);
  const text = await library().newConfig(data.fsPath, target.fsPath);
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
  await vscode.window.showTextDocument(target);
}

async function chooseData(): Promise<vscode.Uri | undefined> {
  const folder = vscode.l10n.t('A folder of images');
  const file = vscode.l10n.t('A file: vectors, a table, IDX');
  const kind = await vscode.window.showQuickPick([folder, file], {
    title: vscode.l10n.t('New Encoder Config'),
    placeHolder: vscode.l10n.t('What are the samples?'),
  });
  if (kind === undefined) return undefined;
  const chosen = await vscode.window.showOpenDialog({
    canSelectFolders: kind === folder,
    canSelectFiles: kind === file,
    ...(vscode.workspace.workspaceFolders && {
      defaultUri: vscode.workspace.workspaceFolders[0].uri,
    }),
  });
  return chosen?.[0];
}

/** Nothing is overwritten. */
async function freeName(folder: string, name: string): Promise<vscode.Uri> {
  for (let i = 1; ; i++) {
    const uri = vscode.Uri.file(join(folder, `${name}${i === 1 ? '' : `-${i}`}.contrast.yaml`));
    const taken = await vscode.workspace.fs.stat(uri).then(
      () => true,
      () => false,
    );
    if (!taken) return uri;
  }
}
