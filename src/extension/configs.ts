// The config files of the workspace, and which one a command means.
import * as vscode from 'vscode';

export const CONFIG_PATTERN = '**/*.contrast.{yaml,yml,json}';

export const isConfig = (uri: vscode.Uri): boolean =>
  /\.contrast\.(ya?ml|json)$/i.test(uri.path) && uri.scheme === 'file';

export async function findConfigs(): Promise<vscode.Uri[]> {
  const found = await vscode.workspace.findFiles(
    CONFIG_PATTERN,
    '{**/node_modules/**,**/.negative-space/**}',
  );
  return found.sort((a, b) => a.path.localeCompare(b.path));
}

/** The named file, else the active editor's, else the only one there is, else what the person picks. */
export async function chooseConfig(named?: vscode.Uri): Promise<vscode.Uri | undefined> {
  if (named && isConfig(named)) return named;
  const active = vscode.window.activeTextEditor?.document.uri;
  if (active && isConfig(active)) return active;
  const configs = await findConfigs();
  if (configs.length === 1) return configs[0];
  if (configs.length === 0) return offerNewConfig();
  const items = configs.map((uri) => ({ label: vscode.workspace.asRelativePath(uri), uri }));
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Train Encoder'),
    placeHolder: vscode.l10n.t('Which config?'),
  });
  return picked?.uri;
}

async function offerNewConfig(): Promise<undefined> {
  const create = vscode.l10n.t('New Encoder Config');
  const sample = vscode.l10n.t('Create Sample Workspace');
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t('There is no encoder config (*.contrast.yaml) in this workspace.'),
    create,
    sample,
  );
  if (chosen === create) await vscode.commands.executeCommand('negativeSpace.newConfig');
  if (chosen === sample) await vscode.commands.executeCommand('negativeSpace.createSample');
  return undefined;
}
