// `npm start`: a person who has just cloned the repository sees the product.
import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from './browser';
import { noWindow } from './session';
import { until } from './until';

describe.skipIf(noWindow)(`npm start${noWindow ? ` (${noWindow})` : ''}`, () => {
  const scratch = mkdtempSync(join(tmpdir(), 'negative-space-'));
  const folder = join(scratch, 'herbarium');
  afterAll(() => {
    rmSync(scratch, { recursive: true, force: true });
  });

  describe('where there is no desktop VS Code', () => {
    let started: ChildProcess;
    let said = '';

    beforeAll(() => {
      started = start(folder, dirname(process.execPath), '/usr/bin', '/bin');
      started.stdout?.on('data', (text: Buffer) => (said += text.toString()));
    });
    afterAll(() => started.kill());

    it('draws the sample and prints an address, where its config can be trained', async () => {
      const address = await until('the address', () => /Open (http\S+)/.exec(said)?.[1]);
      const browser = await launchBrowser();
      try {
        const page = await browser.newPage();
        await page.goto(address);
        const lens = page.locator('.codelens-decoration', { hasText: 'Train' });
        await lens.waitFor({ timeout: 90_000 });
      } finally {
        await browser.close();
      }
    });

    it('ends when it is told to', async () => {
      started.kill('SIGINT');
      await until('the end', () => started.exitCode !== null);
      expect(started.exitCode).toBe(0);
    });
  });

  it('opens desktop VS Code where `code` is on the PATH', async () => {
    const asked = join(scratch, 'asked');
    const code = join(scratch, 'code');
    writeFileSync(
      code,
      `#!/bin/sh\nprintf '%s\\n' "$@" > ${asked}.part; mv ${asked}.part ${asked}\n`,
    );
    chmodSync(code, 0o755);
    start(folder, scratch, dirname(process.execPath), '/usr/bin', '/bin');
    await until('the call of `code`', () => existsSync(asked));
    expect(readFileSync(asked, 'utf8').trim().split('\n')).toEqual([
      '--new-window',
      `--extensionDevelopmentPath=${resolve('.')}`,
      folder,
      join(folder, 'herbarium.contrast.yaml'),
    ]);
  });
});

function start(folder: string, ...path: readonly string[]): ChildProcess {
  const env = { ...process.env, PATH: path.join(delimiter) };
  return spawn(process.execPath, ['dist/start.js', folder], { env });
}
