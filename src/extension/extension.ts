// Entry of the extension. Activation only registers: nothing of the engine is loaded, no file read.
import * as vscode from 'vscode';
import { tellContexts } from './command-contexts';
import { registerCommands } from './commands/register';
import { COMPARISON_PANEL, Comparisons } from './comparisons';
import { ConfigHelp } from './config-help/config-help';
import { Dashboard } from './dashboard';
import { lazyLibrary } from './library';
import { RunList } from './run-list';
import { RUN_PANEL, RunPanels } from './run-panels';
import type { Services } from './services';
import { StatusBar } from './status-bar';
import { reportEnds } from './training-ends';
import { Trainings } from './trainings';

export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Negative Space', { log: true });
  // The processes of the engine inherit it. A person's own choice stays.
  process.env.NEGATIVE_SPACE_RUNTIMES ??= vscode.Uri.joinPath(
    context.globalStorageUri,
    'runtimes',
  ).fsPath;
  const dist = vscode.Uri.joinPath(context.extensionUri, 'dist');
  const library = lazyLibrary(dist.fsPath);
  const trainings = new Trainings(vscode.Uri.joinPath(dist, 'train-process.js').fsPath, log);
  const runs = new RunList(library, log);
  const panels = new RunPanels({ dist, library, trainings, runs, log });
  const services: Services = { context, dist, log, library, trainings, runs, panels };
  const comparisons = new Comparisons(services);
  context.subscriptions.push(
    log,
    trainings,
    runs,
    panels,
    new StatusBar(trainings),
    comparisons,
    new Dashboard(services, comparisons),
    new ConfigHelp(services),
    reportEnds(services),
    tellContexts(services),
    vscode.window.registerWebviewPanelSerializer(RUN_PANEL, panels),
    vscode.window.registerWebviewPanelSerializer(COMPARISON_PANEL, comparisons),
    ...registerCommands(services),
  );
}
