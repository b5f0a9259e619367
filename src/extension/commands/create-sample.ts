// Create Sample Workspace: the herbarium and a config, in a new folder, opened when it is made.
import { join } from 'node:path';
import * as vscode from 'vscode';
import { EngineChild } from '../engine-child';
import type { ErrandEvents, ErrandRequests } from '../../protocol/errand';
import type { Services } from '../services';

export async function createSample({ dist, log }: Services): Promise<void> {
  const parent = await vscode.window.showOpenDialog({
    canSelectFolders: true,
    canSelectFiles: false,
    openLabel: vscode.l10n.t('Create Here'),
    title: vscode.l10n.t('Folder in which the sample workspace “herbarium” is made'),
  });
  if (!parent) return;
  const folder = join(parent[0].fsPath, 'herbarium');
  await make(vscode.Uri.joinPath(dist, 'errand-process.js').fsPath, folder, log);
  await vscode.commands.executeCommand('vscode.openFolder', vscode.Uri.file(folder));
}

function make(program: string, folder: string, log: vscode.LogOutputChannel): Thenable<void> {
  const progress = {
    location: vscode.ProgressLocation.Notification,
    title: vscode.l10n.t('Drawing the herbarium'),
    cancellable: true,
  };
  return vscode.window.withProgress(progress, async (report, token) => {
    const child = new EngineChild<ErrandRequests, ErrandEvents>(program, (line) => {
      log.error(line);
    });
    const abort = new AbortController();
    token.onCancellationRequested(() => {
      abort.abort();
    });
    let shown = 0;
    child.connection.on('drawn', ({ done, total }) => {
      const percent = (100 * done) / total;
      report.report({ increment: percent - shown, message: `${done} / ${total}` });
      shown = percent;
    });
    try {
      await child.connection.request('create', { folder }, abort.signal);
    } finally {
      await child.end();
    }
  });
}
