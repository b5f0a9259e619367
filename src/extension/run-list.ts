// The runs of the workspace's folders, read anew when their files change.
import * as vscode from 'vscode';
import type { EngineLibrary, ListedRun } from '../protocol/engine-library';

/** Changes that follow each other within this many milliseconds are read at once. */
const PAUSE = 150;

export class RunList implements vscode.Disposable {
  private runs: readonly ListedRun[] = [];
  private timer: NodeJS.Timeout | undefined;
  private reading: Promise<void> = Promise.resolve();
  private readonly changed = new vscode.EventEmitter<readonly ListedRun[]>();
  private readonly watcher = vscode.workspace.createFileSystemWatcher(
    '**/.negative-space/runs/*/{run.json,metrics.jsonl}',
  );
  private readonly own: { dispose(): unknown }[] = [this.changed, this.watcher];
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly library: () => EngineLibrary,
    private readonly log: vscode.LogOutputChannel,
  ) {
    const soon = (): void => {
      this.refreshSoon();
    };
    this.own.push(
      this.watcher.onDidChange(soon),
      this.watcher.onDidCreate(soon),
      this.watcher.onDidDelete(soon),
      vscode.workspace.onDidChangeWorkspaceFolders(soon),
    );
  }

  /** As they were last read, newest first. */
  get current(): readonly ListedRun[] {
    return this.runs;
  }

  byPath(path: string): ListedRun | undefined {
    return this.runs.find((run) => run.path === path);
  }

  refreshSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.refresh(), PAUSE);
  }

  /** Never two at once. */
  async refresh(): Promise<readonly ListedRun[]> {
    this.reading = this.reading.then(() => this.read());
    await this.reading;
    return this.runs;
  }

  dispose(): void {
    clearTimeout(this.timer);
    for (const each of this.own) each.dispose();
  }

  private async read(): Promise<void> {
    try {
      // A config may lie in any folder below; its runs lie beside it.
      const records = await vscode.workspace.findFiles(
        '**/.negative-space/runs/*/run.json',
        '**/node_modules/**',
      );
      const folders = new Set(records.map(({ fsPath }) => workspaceOf(fsPath)));
      const lists = await Promise.all([...folders].map((each) => this.library().listRuns(each)));
      this.runs = lists.flat().sort((a, b) => b.created.localeCompare(a.created));
      this.changed.fire(this.runs);
    } catch (error) {
      this.log.error('The runs could not be listed.', error);
    }
  }
}

/** …/folder/.negative-space/runs/id/run.json -> …/folder */
function workspaceOf(record: string): string {
  return record.replace(/[\\/]\.negative-space[\\/]runs[\\/][^\\/]+[\\/]run\.json$/, '');
}
