// Set Up TensorFlow and Remove TensorFlow: into the extension's storage and out of it, with progress
// that can be cancelled; what was downloaded until then is kept for the next time.
import * as vscode from 'vscode';
import type { ErrandEvents, ErrandRequests } from '../../protocol/errand';
import { EngineChild } from '../engine-child';
import type { Services } from '../services';

type Errand = EngineChild<ErrandRequests, ErrandEvents>;
type Report = vscode.Progress<{ message?: string; increment?: number }>;

export async function setUpTensorFlow({ dist, log }: Services): Promise<void> {
  const progress = {
    location: vscode.ProgressLocation.Notification,
    title: vscode.l10n.t('Setting up TensorFlow'),
    cancellable: true,
  };
  const sentences = await vscode.window.withProgress(progress, (report, token) => {
    const abort = new AbortController();
    token.onCancellationRequested(() => {
      abort.abort();
    });
    return withErrand(dist, log, (child) => {
      showProgress(child, report, log);
      return child.connection.request('setUpTensorFlow', {}, abort.signal);
    });
  });
  for (const sentence of sentences) log.info(sentence);
  void vscode.window.showInformationMessage(sentences.join(' '));
}

export async function removeTensorFlow({ dist, log }: Services): Promise<void> {
  const { freed } = await withErrand(dist, log, ({ connection }) =>
    connection.request('removeTensorFlow', {}),
  );
  const sentence =
    freed === 0
      ? vscode.l10n.t('There was no TensorFlow to remove.')
      : vscode.l10n.t('TensorFlow was removed: {0} are free again.', megabytes(freed));
  void vscode.window.showInformationMessage(sentence);
}

async function withErrand<T>(
  dist: vscode.Uri,
  log: vscode.LogOutputChannel,
  work: (child: Errand) => Promise<T>,
): Promise<T> {
  const program = vscode.Uri.joinPath(dist, 'errand-process.js').fsPath;
  const child: Errand = new EngineChild(program, (line) => {
    log.error(line);
  });
  try {
    return await work(child);
  } finally {
    await child.end();
  }
}

function showProgress({ connection }: Errand, report: Report, log: vscode.LogOutputChannel): void {
  connection.on('said', ({ sentence }) => {
    log.info(sentence);
    report.report({ message: sentence });
  });
  let began: { readonly task: string; readonly done: number; readonly time: number } | undefined;
  connection.on('broughtIn', ({ task, done, total }) => {
    const time = performance.now();
    if (began?.task !== task) began = { task, done, time };
    const size = total > 0 ? `${megabytes(done)} / ${megabytes(total)}` : megabytes(done);
    const seconds = ((time - began.time) / 1000) * ((total - done) / (done - began.done));
    const left = seconds > 0 && seconds < Infinity ? timeLeft(seconds) : '';
    report.report({ message: [task, size, left].filter((part) => part !== '').join(', ') });
  });
}

const timeLeft = (seconds: number): string =>
  seconds < 90
    ? vscode.l10n.t('{0} s left', Math.ceil(seconds))
    : vscode.l10n.t('{0} min left', Math.ceil(seconds / 60));

const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;
