// Above a config: Train, Resume, Open Last Run, as far as there are such runs and trust.
import * as vscode from 'vscode';
import type { ListedRun } from '../../protocol/engine-library';
import type { RunList } from '../run-list';

export class Lenses implements vscode.CodeLensProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly own: readonly { dispose(): unknown }[];
  private asked = false;
  readonly onDidChangeCodeLenses = this.changed.event;

  constructor(private readonly runs: RunList) {
    const tell = (): void => {
      this.changed.fire();
    };
    this.own = [
      this.changed,
      runs.onDidChange(tell),
      vscode.workspace.onDidGrantWorkspaceTrust(tell),
    ];
  }

  provideCodeLenses({ uri }: vscode.TextDocument): vscode.CodeLens[] {
    if (uri.scheme !== 'file') return [];
    if (!this.asked) {
      // Their list tells when it is there.
      this.asked = true;
      this.runs.refreshSoon();
    }
    const { isTrusted } = vscode.workspace;
    const runs = this.runs.current.filter(({ configFile }) => configFile === uri.fsPath);
    const unfinished = runs.find(canGoOn);
    return [
      ...(isTrusted ? [lens('$(play) ', vscode.l10n.t('Train'), 'train', uri)] : []),
      ...(isTrusted && unfinished
        ? [lens('$(debug-continue) ', vscode.l10n.t('Resume'), 'resumeRun', unfinished.path)]
        : []),
      ...runs
        .slice(0, 1)
        .map(({ path }) => lens('', vscode.l10n.t('Open Last Run'), 'openRun', path)),
    ];
  }

  dispose(): void {
    for (const each of this.own) each.dispose();
  }
}

/** One that failed before its first epoch was done would fail again. */
const canGoOn = ({ state, epochsDone, epochs }: ListedRun): boolean =>
  state === 'stopped' ||
  state === 'killed' ||
  (state === 'failed' && epochsDone > 0 && epochsDone < epochs);

function lens(icon: string, title: string, command: string, argument: unknown): vscode.CodeLens {
  return new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), {
    title: icon + title,
    command: `negativeSpace.${command}`,
    arguments: [argument],
  });
}
