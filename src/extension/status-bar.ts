// One item while something trains: how far it is; a click opens the run.
import * as vscode from 'vscode';
import type { Training, Trainings } from './trainings';

export class StatusBar implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem(
    'negativeSpace.training',
    vscode.StatusBarAlignment.Left,
  );
  private readonly own: vscode.Disposable[];

  constructor(private readonly trainings: Trainings) {
    this.item.name = 'Negative Space';
    const show = (): void => {
      this.show();
    };
    this.own = [trainings.onDidChange(show), trainings.onDidEnd(show)];
  }

  dispose(): void {
    for (const each of this.own) each.dispose();
    this.item.dispose();
  }

  private show(): void {
    const training = this.trainings.all.at(0);
    if (!training) {
      this.item.hide();
      return;
    }
    this.item.text = `$(sync~spin) ${shortText(training)}`;
    this.item.tooltip = tooltip(training);
    this.item.command = {
      command: 'negativeSpace.openRun',
      title: vscode.l10n.t('Open Run'),
      arguments: [training.run],
    };
    this.item.show();
  }
}

function shortText({ config, progress }: Training): string {
  const name = config.replace(/^.*[\\/]/, '').replace(/\.contrast\.\w+$/, '');
  if (progress?.phase !== 'training') return name;
  return `${name} ${progress.epoch}/${progress.epochs}`;
}

function tooltip({ progress }: Training): string {
  if (!progress) return vscode.l10n.t('Starting');
  if (progress.phase === 'reading')
    return vscode.l10n.t('Reading samples: {0} of {1}', progress.done, progress.total);
  return vscode.l10n.t('Step {0} of {1}', progress.done, progress.total);
}
