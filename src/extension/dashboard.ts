// The dashboard in the side panel: the runs of the workspace, live first.
import * as v from 'valibot';
import * as vscode from 'vscode';
import { Connection } from '../protocol/connection';
import type {
  DashboardAction,
  DashboardEvents,
  DashboardRequests,
  DashboardSnapshot,
} from '../protocol/dashboard';
import type { Comparisons } from './comparisons';
import { CONFIG_PATTERN, findConfigs } from './configs';
import type { Services } from './services';
import { strayTo, webviewChannel } from './webview-channel';
import { webviewHtml } from './webview-html';

export const DASHBOARD_VIEW = 'negativeSpace.runs';

/** Snapshots are at least this many milliseconds apart. */
const PAUSE = 100;

type Nothing = Record<string, never>;

const actions: Readonly<Record<DashboardAction, string>> = {
  open: 'openRun',
  stop: 'stopRun',
  resume: 'resumeRun',
  delete: 'deleteRun',
  rename: 'renameRun',
  reveal: '',
  openConfig: '',
  compare: '',
  manageTrust: '',
  newConfig: 'newConfig',
  createSample: 'createSample',
  train: 'train',
  showLog: 'showLog',
};

/** What a view asks for; those without a command of ours are done here. */
type ActParams = Parameters<DashboardRequests['act']>[0];

const runIds = v.array(v.string());
const actParams = v.object({
  action: v.picklist(Object.keys(actions) as DashboardAction[]),
  runs: runIds,
});

export class Dashboard implements vscode.WebviewViewProvider, vscode.Disposable {
  private connection: Connection<Nothing, Nothing, DashboardRequests, DashboardEvents> | undefined;
  private timer: NodeJS.Timeout | undefined;
  private readonly own: { dispose(): unknown }[];

  constructor(
    private readonly services: Services,
    private readonly comparisons: Comparisons,
  ) {
    const soon = (): void => {
      this.sendSoon();
    };
    const { runs, trainings } = services;
    const configs = vscode.workspace.createFileSystemWatcher(CONFIG_PATTERN, false, true, false);
    this.own = [
      configs,
      configs.onDidCreate(soon),
      configs.onDidDelete(soon),
      vscode.window.registerWebviewViewProvider(DASHBOARD_VIEW, this),
      runs.onDidChange(soon),
      trainings.onDidChange(soon),
      trainings.onDidEnd(soon),
      vscode.workspace.onDidGrantWorkspaceTrust(soon),
      vscode.workspace.onDidChangeWorkspaceFolders(soon),
    ];
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    const { dist, log, runs } = this.services;
    const { webview } = view;
    webview.options = { enableScripts: true, localResourceRoots: [dist] };
    const subscriptions: vscode.Disposable[] = [];
    const connection = new Connection<Nothing, Nothing, DashboardRequests, DashboardEvents>(
      webviewChannel(webview, subscriptions),
      strayTo(log),
    );
    this.connection = connection;
    connection.answer(
      'ready',
      () => ({}),
      async () => {
        await runs.refresh();
        return this.snapshot();
      },
    );
    connection.answer(
      'act',
      (params) => v.parse(actParams, params),
      (params) => this.act(params),
    );
    subscriptions.push(
      view.onDidChangeVisibility(() => {
        if (view.visible) this.sendSoon();
      }),
      view.onDidDispose(() => {
        connection.close('the view was closed');
        for (const each of subscriptions) each.dispose();
        if (this.connection === connection) this.connection = undefined;
      }),
    );
    webview.html = webviewHtml(webview, dist, { name: 'dashboard', title: 'Runs' });
  }

  dispose(): void {
    clearTimeout(this.timer);
    for (const each of this.own) each.dispose();
  }

  private sendSoon(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      const { connection } = this;
      if (connection)
        void this.snapshot().then((snapshot) => {
          connection.send('runs', snapshot);
        });
    }, PAUSE);
  }

  private async snapshot(): Promise<DashboardSnapshot> {
    const { runs, trainings } = this.services;
    const folders = vscode.workspace.workspaceFolders ?? [];
    const list = runs.current.map(({ path, ...run }) => {
      const progress = trainings.of(path)?.progress;
      return { ...run, ...(progress && { progress }) };
    });
    return {
      workspace: folders.length === 0 ? 'none' : list.length === 0 ? 'empty' : 'ready',
      trusted: vscode.workspace.isTrusted,
      hasConfig: list.length > 0 || (folders.length > 0 && (await findConfigs()).length > 0),
      runs: list,
    };
  }

  private async act({ action, runs }: ActParams): Promise<boolean> {
    const paths = this.paths(runs);
    const id = `negativeSpace.${actions[action]}`;
    if (action === 'delete') await vscode.commands.executeCommand(id, paths);
    else if (action === 'reveal') await reveal(paths);
    else if (action === 'openConfig') await this.openConfig(paths);
    else if (action === 'compare') this.comparisons.show(runs);
    else if (action === 'manageTrust')
      await vscode.commands.executeCommand('workbench.trust.manage');
    else await vscode.commands.executeCommand(id, paths.at(0));
    return true;
  }

  /** Ids are what the view knows; a path from a view is never believed. */
  private paths(ids: readonly string[]): string[] {
    return this.services.runs.current.filter(({ id }) => ids.includes(id)).map(({ path }) => path);
  }

  private async openConfig([path]: readonly string[]): Promise<void> {
    const file = this.services.runs.byPath(path)?.configFile;
    if (file !== undefined) await vscode.window.showTextDocument(vscode.Uri.file(file));
  }
}

async function reveal([path]: readonly string[]): Promise<void> {
  await vscode.commands.executeCommand('revealInExplorer', vscode.Uri.file(path));
}
