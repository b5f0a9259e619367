// The config file that a run came from: as it is now, and put back as it ran.
import * as vscode from 'vscode';
import type { ListedRun } from '../protocol/engine-library';
import { isConfig } from './configs';
import { isOutside } from './paths-outside';

/** As it is in the editor; undefined where it is gone. */
export async function currentConfig(run: ListedRun | undefined): Promise<string | undefined> {
  if (run?.configFile === undefined) return undefined;
  const document = await opened(vscode.Uri.file(run.configFile));
  return document?.getText();
}

/**
 * Puts back what ran, once the person agrees. False where they do not.
 * @throws an Error with a sentence where that would lose what was not saved, or lead elsewhere.
 */
export async function restoreConfig(run: ListedRun | undefined, text: string): Promise<boolean> {
  const file = placeOf(run);
  const before = run?.configFile === undefined ? undefined : await opened(file);
  checkSaved(before, file);
  if (before?.getText() === text) return true;
  if (!(await agreed(file, before !== undefined))) return false;
  if (!before) {
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
    return true;
  }
  // It may have been typed in while the question stood there.
  checkSaved(before, file);
  const whole = new vscode.Range(before.positionAt(0), before.positionAt(before.getText().length));
  const edit = new vscode.WorkspaceEdit();
  edit.replace(file, whole, text);
  // An edit of the document can be undone there.
  return (await vscode.workspace.applyEdit(edit)) && (await before.save());
}

/** What a run says of its config is data: it leads nowhere but to a config of the workspace. */
function placeOf(run: ListedRun | undefined): vscode.Uri {
  const file = run?.configPlace === undefined ? undefined : vscode.Uri.file(run.configPlace);
  if (file && isConfig(file) && !isOutside(file.fsPath)) return file;
  throw new Error(vscode.l10n.t('It is not known where in this workspace the config was.'));
}

function checkSaved(document: vscode.TextDocument | undefined, file: vscode.Uri): void {
  if (document?.isDirty !== true) return;
  const name = vscode.workspace.asRelativePath(file);
  throw new Error(
    vscode.l10n.t('{0} has changes that are not saved: save or revert them first.', name),
  );
}

async function agreed(file: vscode.Uri, exists: boolean): Promise<boolean> {
  const restore = vscode.l10n.t('Restore');
  const name = vscode.workspace.asRelativePath(file);
  const chosen = await vscode.window.showWarningMessage(
    exists
      ? vscode.l10n.t('Replace {0} by what ran?', name)
      : vscode.l10n.t('Write what ran to {0}?', name),
    { modal: true },
    restore,
  );
  return chosen === restore;
}

const opened = (file: vscode.Uri): Thenable<vscode.TextDocument | undefined> =>
  vscode.workspace.openTextDocument(file).then(
    (document) => document,
    () => undefined,
  );
