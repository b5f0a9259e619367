// One run's panel: what the view asks of the run goes to a process that reads its folder, what it
// asks of the window is done here.
import { join } from 'node:path';
import * as v from 'valibot';
import * as vscode from 'vscode';
import { Connection } from '../protocol/connection';
import type { RunPanelEvents, RunPanelRequests } from '../protocol/run-panel';
import type { RunViewEvents, RunViewRequests } from '../protocol/run-view';
import { EngineChild } from './engine-child';
import { openSample } from './open-sample';
import { PanelConfig } from './panel-config';
import type { PanelServices } from './run-panels';
import { fileParams, saveFile } from './save-file';
import { strayTo, webviewChannel } from './webview-channel';
import { webviewHtml } from './webview-html';

/** A process that reads a run outlives its panel by this much: a panel may only be moved about. */
const LINGER = 5000;

type Nothing = Record<string, never>;

/** Requests that go to the reading process as they are: it checks their parameters. */
const passedOn = [
  'snapshot',
  'map',
  'inputMap',
  'testSamples',
  'clusters',
  'columns',
  'column',
  'neighbourhood',
  'anchor',
  'cosines',
  'pictures',
  'vectors',
  'views',
  'search',
  'quality',
] as const satisfies readonly (keyof RunViewRequests)[];

const nothing = (): Nothing => ({});
const sampleParams = v.object({ index: v.pipe(v.number(), v.integer(), v.minValue(0)) });

export class RunPanel {
  private readonly closed = new vscode.EventEmitter<void>();
  readonly onDidClose = this.closed.event;
  private readonly connection: Connection<Nothing, Nothing, RunPanelRequests, RunPanelEvents>;
  private reader: EngineChild<RunViewRequests, RunViewEvents> | undefined;
  private readonly own: { dispose(): unknown }[] = [];

  constructor(
    private readonly panel: vscode.WebviewPanel,
    private readonly run: string,
    private readonly services: PanelServices,
    private readonly searchFirst: boolean,
  ) {
    const { dist, trainings } = services;
    const { webview } = panel;
    panel.title = services.runs.byPath(run)?.name ?? 'Run';
    panel.iconPath = vscode.Uri.joinPath(dist, '..', 'media', 'icon.svg');
    webview.options = { enableScripts: true, localResourceRoots: [dist] };
    this.connection = new Connection(webviewChannel(webview, this.own), strayTo(services.log));
    this.answerAll();
    const ofThis = (work: () => void) => (training: { run: string }) => {
      if (training.run === run) work();
    };
    const sendProgress = ofThis(() => {
      const progress = trainings.of(run)?.progress;
      if (progress) this.connection.send('progress', progress);
    });
    const sendChanged = (): void => {
      this.connection.send('changed', {});
    };
    this.own.push(
      services.runs.onDidChange(() => {
        // Known after a reload, and another one after a rename.
        panel.title = services.runs.byPath(run)?.name ?? panel.title;
      }),
      trainings.onDidChange(sendProgress),
      trainings.onDidFinishEpoch(ofThis(sendChanged)),
      trainings.onDidEnd(({ training }) => {
        ofThis(sendChanged)(training);
      }),
      panel.onDidChangeViewState(() => {
        // A hidden view receives nothing: what it missed it asks for anew.
        if (panel.visible) sendChanged();
      }),
      panel.onDidDispose(() => {
        this.dispose();
      }),
    );
    webview.html = webviewHtml(webview, dist, { name: 'run-panel', title: panel.title });
  }

  get active(): boolean {
    return this.panel.active;
  }

  reveal(): void {
    this.panel.reveal();
  }

  /** Puts the focus into the search field. */
  search(): void {
    this.connection.send('search', {});
  }

  close(): void {
    this.panel.dispose();
  }

  private answerAll(): void {
    const { connection, services, run } = this;
    for (const name of passedOn)
      connection.answer(
        name,
        (params) => params as never,
        (params, signal) => this.read().connection.request(name, params, signal) as never,
      );
    connection.answer('ready', nothing, () => ({
      run,
      trusted: vscode.workspace.isTrusted,
      search: this.searchFirst,
    }));
    const command = (id: string) => async () => {
      await vscode.commands.executeCommand(`negativeSpace.${id}`, run);
      return true;
    };
    connection.answer('stop', nothing, command('stopRun'));
    connection.answer('resume', nothing, command('resumeRun'));
    connection.answer('showLog', nothing, command('showLog'));
    connection.answer(
      'openSample',
      (params) => v.parse(sampleParams, params),
      async ({ index }) => {
        const { samples } = await this.read().connection.request('snapshot', {});
        return openSample(samples, index);
      },
    );
    this.answerConfig();
    connection.answer('openConfig', nothing, async () => {
      const file = services.runs.byPath(run)?.configFile ?? join(run, 'config.yaml');
      await vscode.window.showTextDocument(vscode.Uri.file(file), {
        viewColumn: vscode.ViewColumn.One,
      });
      return true;
    });
    connection.answer('saveFile', (params) => v.parse(fileParams, params), saveFile);
  }

  private answerConfig(): void {
    const { connection, services, run } = this;
    const config = new PanelConfig(services, {
      run,
      whatRan: async () => (await this.read().connection.request('snapshot', {})).config,
      onChanged: () => {
        connection.send('configChanged', {});
      },
    });
    this.own.push(config);
    connection.answer('currentConfig', nothing, () => config.current());
    connection.answer('restoreConfig', nothing, () => config.restore());
    connection.answer('trainConfig', nothing, () => config.train());
  }

  /** The process that reads the run, started by the first question. */
  private read(): EngineChild<RunViewRequests, RunViewEvents> {
    if (this.reader) return this.reader;
    const { dist, log } = this.services;
    const program = vscode.Uri.joinPath(dist, 'view-process.js').fsPath;
    const reader = new EngineChild<RunViewRequests, RunViewEvents>(
      program,
      (line) => {
        log.error(line);
      },
      [this.run],
    );
    reader.connection.on('working', (working) => {
      this.connection.send('working', working);
    });
    reader.connection.on('estimating', (progress) => {
      this.connection.send('estimating', progress);
    });
    reader.connection.on('estimated', (epoch) => {
      this.connection.send('estimated', epoch);
    });
    reader.connection.on('changed', () => {
      this.connection.send('changed', {});
    });
    void reader.ended.then(({ expected, lastLines }) => {
      if (this.reader === reader) this.reader = undefined;
      if (expected) return;
      log.error(`The process that reads ${this.run} ended.`, ...lastLines);
      this.connection.send('readerLost', {});
    });
    this.reader = reader;
    return reader;
  }

  private dispose(): void {
    for (const each of this.own) each.dispose();
    this.connection.close('the panel was closed');
    const { reader } = this;
    if (reader) setTimeout(() => void reader.end(), LINGER).unref();
    this.closed.fire();
    this.closed.dispose();
  }
}
