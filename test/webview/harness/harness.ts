// Views in a real browser without an editor. A test file opens one harness and closes it:
//
//   const harness = await openHarness();             // undefined where no Chromium is found
//   const page = await harness.open({ theme: 'vscode-light', width: 770, search: { samples: '500' } });
//   ... drive `page` by Playwright; `page.problems` lists CSP violations and errors of the page ...
//   await harness.close();
//
// The page has the Content-Security-Policy of the extension's pages; `fake-host.ts` and its
// like stand in for the extension, `themes.css` for the editor's variables. `search` goes into the page's address,
// where `fake-host.ts` reads what run to make up. Put `describe.skipIf(!harness)` around tests.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { chromium, type Browser, type Page } from 'playwright-core';
import { mayBeMissing } from '../../missing';
import { serve } from './serve';

export const themes = [
  'vscode-dark',
  'vscode-light',
  'vscode-high-contrast',
  'vscode-high-contrast-light',
] as const;

export interface OpenOptions {
  /** The bundle's name. */
  readonly view?: string;
  readonly theme?: (typeof themes)[number];
  readonly width?: number;
  readonly height?: number;
  readonly reducedMotion?: boolean;
  readonly search?: Readonly<Record<string, string>>;
}

export interface OpenView extends Page {
  /** Errors, and what the policy refused. */
  readonly problems: readonly string[];
}

export interface Harness {
  open(options?: OpenOptions): Promise<OpenView>;
  close(): Promise<void>;
}

/** Software drawing of WebGL 2, the same everywhere. */
const drawing = [
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--ignore-gpu-blocklist',
  '--enable-features=Vulkan',
  '--use-vulkan=swiftshader',
  '--disable-gpu-rasterization',
];

/** Milliseconds that the browser or a page may take for one thing: some machines are slow. */
const PATIENCE = 60_000;

const executable = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
  (path) => path !== undefined && existsSync(path),
);

/** Bundles the views as they are now and starts the browser. */
export async function openHarness({ webgl = true }: { readonly webgl?: boolean } = {}): Promise<
  Harness | undefined
> {
  if (executable === undefined) {
    const reason = mayBeMissing('there is no Chromium (CHROMIUM can name one)') ?? '';
    process.stderr.write(`Skipped: ${reason}.\n`);
    return undefined;
  }
  const folder = await mkdtemp(join(tmpdir(), 'negative-space-views-'));
  await bundle(folder);
  const server = await serve(folder);
  const browser = await chromium.launch({
    executablePath: executable,
    chromiumSandbox: false,
    timeout: PATIENCE,
    args: webgl ? drawing : ['--disable-gpu', '--disable-webgl', '--disable-3d-apis'],
  });
  return {
    open: (options = {}) => openPage(browser, server.url, options),
    async close() {
      await browser.close();
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function bundle(folder: string): Promise<void> {
  const run = promisify(execFile);
  await run(process.execPath, ['esbuild.mjs', folder, 'views']);
  await build({
    entryPoints: ['fake-host', 'fake-dashboard', 'fake-comparison'].map(
      (name) => `test/webview/harness/${name}.ts`,
    ),
    outdir: folder,
    bundle: true,
    format: 'iife',
    logLevel: 'warning',
  });
}

async function openPage(browser: Browser, url: string, options: OpenOptions): Promise<OpenView> {
  const { view = 'run-panel', theme = 'vscode-dark', width = 1440, height = 900 } = options;
  const page = await browser.newPage({
    viewport: { width, height },
    reducedMotion: options.reducedMotion === true ? 'reduce' : 'no-preference',
  });
  page.setDefaultTimeout(PATIENCE);
  const problems: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(error.message));
  const search = new URLSearchParams({ view, theme, ...options.search });
  await page.goto(`${url}/?${search.toString()}`);
  return Object.assign(page, { problems });
}
