// Train Encoder: the active config, else the only one, else the one that is picked.
import { dirname } from 'node:path';
import * as vscode from 'vscode';
import { chooseConfig } from '../configs';
import { confirmPathsOutside } from '../paths-outside';
import type { Services } from '../services';
import { demandTrust } from '../trust';

export async function train(services: Services, named?: vscode.Uri): Promise<void> {
  demandTrust();
  const config = await chooseConfig(named);
  if (!config) return;
  const document = await vscode.workspace.openTextDocument(config);
  if (document.isDirty && !(await document.save())) return;
  const { library, trainings, panels, runs, log } = services;
  const problems = library().checkConfig(document.getText(), config.fsPath);
  const problem = problems.find(({ grave }) => grave);
  if (problem) {
    const { line } = document.positionAt(problem.start);
    await showProblem(document, problem.start);
    throw new Error(
      vscode.l10n.t('{0}, line {1}: {2}', baseName(config), line + 1, problem.message),
    );
  }
  if (!(await confirmPathsOutside(services, config))) return;
  log.info(`Training ${config.fsPath}`);
  const { run } = await vscode.window.withProgress(
    { location: { viewId: 'negativeSpace.runs' } },
    () => trainings.train(config.fsPath),
  );
  await runs.refresh();
  panels.show(run);
}

async function showProblem(document: vscode.TextDocument, offset: number): Promise<void> {
  const position = document.positionAt(offset);
  await vscode.window.showTextDocument(document, {
    selection: new vscode.Range(position, position),
  });
}

function baseName(config: vscode.Uri): string {
  return config.fsPath.slice(dirname(config.fsPath).length + 1);
}
