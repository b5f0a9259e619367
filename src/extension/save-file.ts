// Writes what a view made where the person wants it.
import { basename } from 'node:path';
import * as v from 'valibot';
import * as vscode from 'vscode';

export const fileParams = v.object({ name: v.string(), bytes: v.instance(Uint8Array) });

interface FileToSave {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Asks where. False where the person changed their mind. */
export async function saveFile({ name, bytes }: FileToSave): Promise<boolean> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const target = await vscode.window.showSaveDialog({
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, basename(name)) }),
  });
  if (!target) return false;
  await vscode.workspace.fs.writeFile(target, bytes);
  return true;
}
