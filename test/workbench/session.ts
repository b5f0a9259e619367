// One window for a test file: a server of its own, a browser, the extension, and what is kept of it.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { BrowserContext } from 'playwright-core';
import { chromiumExecutable, launchBrowser } from './browser';
import { installWorkbench } from './install';
import { isSupported, type WorkbenchRuntime } from './runtime';
import { startServer, type Server, type ServerOptions } from './server';
import { mayBeMissing } from '../missing';
import { Workbench, type WindowOptions } from './window';

/** Screenshots and logs, outside git. */
export const ARTEFACTS = resolve('artefacts', 'window');

/** Why no window can be shown here; undefined where one can. */
export const noWindow: string | undefined = mayBeMissing(
  !isSupported
    ? 'VS Code windows are tested on Linux x64 only'
    : chromiumExecutable() === undefined
      ? 'there is no Chromium (NEGATIVE_SPACE_CHROMIUM can name one)'
      : undefined,
);

export interface Session {
  readonly server: Server;
  readonly context: BrowserContext;
  readonly runtime: WorkbenchRuntime;
  /** For workspaces; removed at the end. */
  readonly scratch: string;
  open(options: Omit<WindowOptions, 'url'>): Promise<Workbench>;
  close(): Promise<void>;
}

export interface SessionOptions extends Omit<ServerOptions, 'folder'> {
  /** `link`: this repository as an installed extension. `none`: whoever asks installs it. */
  readonly extension?: 'link' | 'none';
  readonly viewport?: { readonly width: number; readonly height: number };
}

export async function openSession(options: SessionOptions = {}): Promise<Session> {
  const { extension = 'link', viewport = { width: 1400, height: 900 }, ...rest } = options;
  const runtime = await installWorkbench((line) => process.stderr.write(`${line}\n`));
  const scratch = mkdtempSync(join(tmpdir(), 'negative-space-window-'));
  mkdirSync(ARTEFACTS, { recursive: true });
  const folder = join(scratch, 'server');
  const extensions = rest.extensions ?? join(folder, 'extensions');
  if (extension === 'link') {
    mkdirSync(extensions, { recursive: true });
    symlinkSync(resolve('.'), join(extensions, 'negative-space.negative-space-0.1.0'));
  }
  const server = await startServer(runtime, { ...rest, folder, extensions });
  const browser = await launchBrowser();
  const context = await browser.newContext({ viewport });
  return {
    ...{ server, context, runtime, scratch },
    open: (window) => Workbench.open(context, { ...window, url: server.url }),
    close: async () => {
      await browser.close();
      await server.stop();
      rmSync(scratch, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
