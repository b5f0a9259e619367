// Sentences for the person: one at a time, never a stack trace; the log has it.
import * as vscode from 'vscode';
import { RemoteError } from '../protocol/connection';

/** Shows why something failed, with the log one click away; says nothing of what was cancelled. */
export async function tellFailure(error: unknown, log: vscode.LogOutputChannel): Promise<void> {
  if (error instanceof vscode.CancellationError) return;
  if (error instanceof RemoteError && error.failure.code === 'aborted') return;
  log.error(error instanceof Error ? error : String(error));
  const sentence = error instanceof Error ? error.message : String(error);
  const showLog = vscode.l10n.t('Show Log');
  const chosen = await vscode.window.showErrorMessage(sentence, showLog);
  if (chosen === showLog) log.show();
}

/** A command that tells its failures. */
export function telling<A extends unknown[]>(
  log: vscode.LogOutputChannel,
  command: (...args: A) => Promise<void>,
): (...args: A) => Promise<void> {
  return (...args) => command(...args).catch((error: unknown) => tellFailure(error, log));
}
