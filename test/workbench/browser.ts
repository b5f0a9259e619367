// The browser that shows the window: Chromium without a network but this machine, with software
// graphics so that WebGL draws the same everywhere.
import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const executables = [
  process.env.NEGATIVE_SPACE_CHROMIUM ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

export const chromiumExecutable = (): string | undefined =>
  executables.find((path) => path !== '' && existsSync(path));

const flags = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  // Nothing a window shows may come from elsewhere.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--ignore-gpu-blocklist',
  '--disable-gpu-rasterization',
];

export async function launchBrowser(): Promise<Browser> {
  const executablePath = chromiumExecutable();
  if (executablePath === undefined) throw new Error('There is no Chromium on this machine.');
  return chromium.launch({ executablePath, headless: true, args: flags });
}
