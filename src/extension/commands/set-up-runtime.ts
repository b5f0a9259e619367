// Set Up and Remove of TensorFlow and of CUDA, with progress that can be cancelled, which leaves nothing
// behind. Where the window is closed meanwhile, the next set-up goes on from there.
import * as vscode from 'vscode';
import type { ErrandEvents, ErrandRequests, SettableRuntimeName } from '../../protocol/errand';
import { EngineChild } from '../engine-child';
import type { Services } from '../services';
import { checkHardware } from './check-hardware';

type Errand = EngineChild<ErrandRequests, ErrandEvents>;
type Report = vscode.Progress<{ message?: string; increment?: number }>;

const names = { tensorflow: 'TensorFlow', cuda: 'CUDA' };

export async function setUpRuntime(
  runtime: SettableRuntimeName,
  services: Services,
): Promise<void> {
  const { dist, log } = services;
  const progress = {
    location: vscode.ProgressLocation.Notification,
    title: vscode.l10n.t('Setting up {0}', names[runtime]),
    cancellable: true,
  };
  const sentences = await vscode.window.withProgress(progress, (report, token) =>
    withErrand(dist, log, (child) => {
      showProgress(child, report, log);
      return setUpOrDiscard(runtime, child, token);
    }),
  );
  if (sentences) await tellEnd(sentences, services);
  else
    void vscode.window.showInformationMessage(
      // Short: without a button there is one line.
      vscode.l10n.t('Cancelled: nothing of the set-up is left.'),
    );
}

async function tellEnd(sentences: readonly string[], services: Services): Promise<void> {
  for (const sentence of sentences) services.log.info(sentence);
  const check = vscode.l10n.t('Check Hardware');
  const chosen = await vscode.window.showInformationMessage(sentences.join(' '), check);
  if (chosen === check) await checkHardware(services);
}

/** What there is to say at the end; undefined where it was cancelled, and nothing of it is left. */
async function setUpOrDiscard(
  runtime: SettableRuntimeName,
  { connection }: Errand,
  token: vscode.CancellationToken,
): Promise<readonly string[] | undefined> {
  const abort = new AbortController();
  token.onCancellationRequested(() => {
    abort.abort();
  });
  try {
    return await connection.request('setUp', { runtime }, abort.signal);
  } catch (error) {
    if (!token.isCancellationRequested) throw error;
    await connection.request('discardSetUp', { runtime });
    return undefined;
  }
}

export async function removeRuntime(
  runtime: SettableRuntimeName,
  { dist, log }: Services,
): Promise<void> {
  const { freed } = await withErrand(dist, log, ({ connection }) =>
    connection.request('removeSetUp', { runtime }),
  );
  const sentence =
    freed === 0
      ? vscode.l10n.t('There was no {0} to remove.', names[runtime])
      : vscode.l10n.t('{0} was removed: {1} are free again.', names[runtime], megabytes(freed));
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

/** Number and unit stay on one line. */
const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)}\u00a0MB`;
