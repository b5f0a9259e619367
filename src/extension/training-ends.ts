// What the person is told when a training ends: nothing where it did what was asked, one sentence
// with the way on where it did not.
import * as vscode from 'vscode';
import type { Services } from './services';
import type { TrainingOutcome } from './trainings';

export function reportEnds({ trainings, runs, log }: Services): vscode.Disposable {
  return trainings.onDidEnd(({ training, end }) => {
    runs.refreshSoon();
    if (end.outcome === 'finished' || end.outcome === 'stopped') return;
    void tell(training.run, sentence(end), log);
  });
}

function sentence(end: TrainingOutcome): string {
  if (end.outcome !== 'crashed') return end.sentence ?? vscode.l10n.t('The training failed.');
  const how = end.signal ?? end.code ?? '?';
  return vscode.l10n.t(
    'The training process ended unexpectedly ({0}). What was trained up to the last checkpoint is kept.',
    how,
  );
}

async function tell(run: string, what: string, log: vscode.LogOutputChannel): Promise<void> {
  log.error(what);
  const resume = vscode.l10n.t('Resume');
  const showLog = vscode.l10n.t('Show Log');
  const chosen = await vscode.window.showErrorMessage(what, resume, showLog);
  if (chosen === resume) await vscode.commands.executeCommand('negativeSpace.resumeRun', run);
  if (chosen === showLog) log.show();
}
