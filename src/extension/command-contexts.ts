// Context keys that say what is not there to work on: a command that could only answer so is not
// offered. Until the runs are read nothing is known to be missing.
import * as vscode from 'vscode';
import type { ListedRun } from '../protocol/engine-library';
import type { Services } from './services';

export function tellContexts({ runs, trainings }: Services): vscode.Disposable {
  const tellTraining = (): void => {
    tell('training', trainings.all.length > 0);
  };
  return vscode.Disposable.from(
    runs.onDidChange(tellRuns),
    trainings.onDidChange(tellTraining),
    trainings.onDidEnd(tellTraining),
  );
}

function tellRuns(runs: readonly ListedRun[]): void {
  tell('noRun', runs.length === 0);
  tell(
    'noRunAtRest',
    runs.every(({ state }) => state === 'training'),
  );
  tell(
    'noRunToResume',
    runs.every(({ state }) => state === 'training' || state === 'finished'),
  );
}

const told = new Map<string, boolean>();

/** Progress comes ten times a second: only what is new is told. */
function tell(key: string, value: boolean): void {
  if (told.get(key) === value) return;
  told.set(key, value);
  void vscode.commands.executeCommand('setContext', `negativeSpace.${key}`, value);
}
