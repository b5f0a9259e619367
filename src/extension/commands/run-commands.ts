// Commands on one run: open, stop, resume, rename, delete, inspect an anchor.
import * as vscode from 'vscode';
import type { Services } from '../services';
import { demandTrust } from '../trust';
import { chooseRun } from './run-argument';

export async function openRun(services: Services, argument: unknown): Promise<void> {
  const run = await chooseRun(services, argument, {
    title: vscode.l10n.t('Open Run'),
    fits: () => true,
    none: vscode.l10n.t('There is no run in this workspace yet.'),
  });
  if (run) services.panels.show(run.path);
}

export async function stopRun(services: Services, argument: unknown): Promise<void> {
  const run = await chooseRun(services, argument, {
    title: vscode.l10n.t('Stop Run'),
    fits: ({ path }) => services.trainings.of(path) !== undefined,
    none: vscode.l10n.t('No run of this window is training.'),
  });
  if (run) await services.trainings.stop(run.path);
}

export async function resumeRun(services: Services, argument: unknown): Promise<void> {
  demandTrust();
  const run = await chooseRun(services, argument, {
    title: vscode.l10n.t('Resume Run'),
    fits: ({ state }) => state !== 'training' && state !== 'finished',
    none: vscode.l10n.t('There is no run that could go on.'),
  });
  if (!run) return;
  if (run.configFile === undefined)
    throw new Error(vscode.l10n.t('The config file of {0} is gone: put it back first.', run.name));
  await services.trainings.resume(run.path, run.configFile);
  await services.runs.refresh();
  services.panels.show(run.path);
}

export async function renameRun(services: Services, argument: unknown): Promise<void> {
  const run = await chooseRun(services, argument, {
    title: vscode.l10n.t('Rename Run'),
    fits: ({ state }) => state !== 'training',
    none: vscode.l10n.t('There is no run that could be renamed: one that trains keeps its name.'),
  });
  if (!run) return;
  const name = await vscode.window.showInputBox({
    title: vscode.l10n.t('Rename Run'),
    value: run.name,
    validateInput: (text) =>
      text.trim() === '' ? vscode.l10n.t('A run needs a name.') : undefined,
  });
  if (name === undefined) return;
  await services.library().renameRun(run.path, name.trim());
  await services.runs.refresh();
}

/** `argument`: a path, or several of them. */
export async function deleteRun(services: Services, argument: unknown): Promise<void> {
  const paths = Array.isArray(argument) ? argument : [argument];
  const runs = [];
  for (const path of paths) {
    const run = await chooseRun(services, path, {
      title: vscode.l10n.t('Delete Run'),
      fits: ({ state }) => state !== 'training',
      none: vscode.l10n.t('There is no run that could be deleted: stop a training first.'),
    });
    if (run) runs.push(run);
  }
  if (runs.length === 0) return;
  const del = vscode.l10n.t('Delete');
  const chosen = await vscode.window.showWarningMessage(
    runs.length === 1
      ? vscode.l10n.t('Delete the run {0} with its weights and vectors?', runs[0].name)
      : vscode.l10n.t('Delete {0} runs with their weights and vectors?', runs.length),
    { modal: true, detail: vscode.l10n.t('This cannot be undone.') },
    del,
  );
  if (chosen !== del) return;
  for (const { path } of runs) {
    services.panels.close(path);
    await services.library().deleteRun(path);
  }
  await services.runs.refresh();
}

export async function inspectAnchor(services: Services, argument: unknown): Promise<void> {
  const run = await chooseRun(services, argument, {
    title: vscode.l10n.t('Inspect Anchor'),
    fits: () => true,
    none: vscode.l10n.t('There is no run in this workspace yet.'),
  });
  if (run) services.panels.show(run.path, { search: true });
}
