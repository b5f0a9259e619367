// Messages to the page of a webview and back, and what becomes of one that nobody expected.
import type * as vscode from 'vscode';
import type { Channel, ConnectionOptions } from '../protocol/connection';

/** `own` takes what is to be disposed with the view. */
export function webviewChannel(
  webview: vscode.Webview,
  own: { push(listening: vscode.Disposable): unknown },
): Channel {
  return {
    post: (message) => void webview.postMessage(message),
    listen: (listener) => {
      own.push(webview.onDidReceiveMessage(listener));
    },
  };
}

/** A line in the log for each. */
export const strayTo = (log: vscode.LogOutputChannel): ConnectionOptions => ({
  onStray: (message) => {
    log.warn('A message nobody expected:', message);
  },
});
