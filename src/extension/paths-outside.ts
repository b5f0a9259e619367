// Paths of a config that lead out of the workspace are read only where the person agrees, once for
// each config and path.
import { dirname, isAbsolute, relative, resolve } from 'node:path';
import * as vscode from 'vscode';
import type { Services } from './services';

const AGREED = 'pathsOutside';

/** False where the person does not agree. */
export async function confirmPathsOutside(
  { library, context }: Services,
  config: vscode.Uri,
): Promise<boolean> {
  const document = await vscode.workspace.openTextDocument(config);
  const paths = library().dataPaths(document.getText(), config.fsPath);
  const outside = paths.map((path) => resolve(dirname(config.fsPath), path)).filter(isOutside);
  const agreed = context.workspaceState.get<readonly string[]>(AGREED, []);
  const asked = outside.filter((path) => !agreed.includes(path));
  if (asked.length === 0) return true;
  const read = vscode.l10n.t('Read');
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('The config names data outside this workspace.'),
    { modal: true, detail: asked.join('\n') },
    read,
  );
  if (chosen !== read) return false;
  await context.workspaceState.update(AGREED, [...agreed, ...asked]);
  return true;
}

/** Of all folders of the workspace. */
export function isOutside(path: string): boolean {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return !folders.some(({ uri }) => {
    const inside = relative(uri.fsPath, path);
    return !inside.startsWith('..') && !isAbsolute(inside);
  });
}
