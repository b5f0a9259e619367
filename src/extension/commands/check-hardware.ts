// Check Hardware: what this machine can train on, in the log, and the answer in a sentence.
import * as vscode from 'vscode';
import type { ErrandEvents, ErrandRequests } from '../../protocol/errand';
import { EngineChild } from '../engine-child';
import type { Services } from '../services';

export async function checkHardware({ dist, log }: Services): Promise<void> {
  const lines = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Checking hardware') },
    async () => {
      const program = vscode.Uri.joinPath(dist, 'errand-process.js').fsPath;
      const child = new EngineChild<ErrandRequests, ErrandEvents>(program, (line) => {
        log.error(line);
      });
      try {
        return await child.connection.request('hardware', {});
      } finally {
        await child.end();
      }
    },
  );
  for (const line of lines) log.info(line);
  log.show(true);
}
