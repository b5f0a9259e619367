// What a workspace that is not trusted may not do. Menus hide it as well; this is the check that counts.
import * as vscode from 'vscode';

/** @throws an Error with a sentence where the workspace is not trusted. */
export function demandTrust(): void {
  if (vscode.workspace.isTrusted) return;
  throw new Error(
    vscode.l10n.t(
      'Training runs what the config names: trust this workspace first (Workspaces: Manage Workspace Trust).',
    ),
  );
}
