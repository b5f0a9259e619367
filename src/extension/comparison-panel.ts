// A panel that holds several runs against each other. It follows those of them that train.
import * as v from 'valibot';
import * as vscode from 'vscode';
import type { Comparison, ComparisonEvents, ComparisonRequests } from '../protocol/comparison';
import { Connection } from '../protocol/connection';
import { fileParams, saveFile } from './save-file';
import type { Services } from './services';
import { strayTo, webviewChannel } from './webview-channel';
import { webviewHtml } from './webview-html';

/** Comparisons that follow each other are at least this many milliseconds apart. */
const PAUSE = 1000;

type Nothing = Record<string, never>;

const nothing = (): Nothing => ({});

export class ComparisonPanel {
  private readonly connection: Connection<Nothing, Nothing, ComparisonRequests, ComparisonEvents>;
  private readonly own: { dispose(): unknown }[] = [];
  private timer: NodeJS.Timeout | undefined;
  private readonly closed = new vscode.EventEmitter<void>();
  readonly onDidClose = this.closed.event;

  /** `ids`: of the runs; those that are gone are left out. */
  constructor(
    private readonly panel: vscode.WebviewPanel,
    private ids: readonly string[],
    private readonly services: Services,
  ) {
    const { dist, log, runs } = services;
    const { webview } = panel;
    panel.iconPath = vscode.Uri.joinPath(dist, '..', 'media', 'icon.svg');
    webview.options = { enableScripts: true, localResourceRoots: [dist] };
    this.connection = new Connection(webviewChannel(webview, this.own), strayTo(log));
    this.answerAll();
    const soon = (): void => {
      this.sendSoon();
    };
    this.own.push(
      runs.onDidChange(soon),
      panel.onDidChangeViewState(soon),
      panel.onDidDispose(() => {
        this.dispose();
      }),
    );
    webview.html = webviewHtml(webview, dist, { name: 'comparison', title: panel.title });
  }

  reveal(): void {
    this.panel.reveal();
  }

  close(): void {
    this.panel.dispose();
  }

  /** Whether it shows these runs and no others. */
  shows(ids: readonly string[]): boolean {
    return ids.length === this.ids.length && ids.every((id) => this.ids.includes(id));
  }

  private answerAll(): void {
    const { connection, services } = this;
    connection.answer('ready', nothing, async () => {
      await services.runs.refresh();
      return this.comparison();
    });
    connection.answer(
      'openRun',
      (params) => v.parse(v.object({ run: v.string() }), params),
      async ({ run }) => {
        const path = services.runs.current.find(({ id }) => id === run)?.path;
        if (path !== undefined) await vscode.commands.executeCommand('negativeSpace.openRun', path);
        return path !== undefined;
      },
    );
    connection.answer('addRuns', nothing, () => this.addRuns());
    connection.answer('saveFile', (params) => v.parse(fileParams, params), saveFile);
  }

  private async comparison(): Promise<Comparison> {
    const { runs, library } = this.services;
    const listed = runs.current.filter(({ id }) => this.ids.includes(id));
    const compared = await library().compareRuns(listed.map(({ path }) => path));
    return {
      runs: compared.runs.map((run, i) => ({
        ...run,
        created: listed[i].created,
        live: listed[i].state === 'training',
        epochs: listed[i].epochs,
      })),
      differences: compared.differences,
    };
  }

  private sendSoon(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      // A hidden view receives nothing: it asks anew when it is shown.
      if (this.panel.visible) void this.send();
    }, PAUSE);
  }

  private async send(): Promise<void> {
    try {
      this.connection.send('comparison', await this.comparison());
    } catch (error) {
      this.services.log.error('The runs could not be compared.', error);
    }
  }

  private async addRuns(): Promise<boolean> {
    const items = this.services.runs.current
      .filter(({ id }) => !this.ids.includes(id))
      .map(({ id, name, state, created }) => ({
        ...{ id, label: name, description: state },
        detail: new Date(created).toLocaleString(),
      }));
    const title = vscode.l10n.t('Add Runs to the Comparison');
    const picked = await vscode.window.showQuickPick(items, { title, canPickMany: true });
    if (!picked || picked.length === 0) return false;
    this.ids = [...this.ids, ...picked.map(({ id }) => id)];
    await this.send();
    return true;
  }

  private dispose(): void {
    clearTimeout(this.timer);
    for (const each of this.own) each.dispose();
    this.connection.close('the panel was closed');
    this.closed.fire();
    this.closed.dispose();
  }
}
