// Entry of `npm start`: the product in a real window, on the sample workspace or the folder named.
// Desktop VS Code where `code` is on the PATH, else the same workbench in the browser.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { writeHerbarium } from '../src/engine/sample/herbarium';
import { installWorkbench } from '../test/workbench/install';
import { startServer } from '../test/workbench/server';

const SAMPLE = join('demo', 'herbarium');
const CONFIG = 'herbarium.contrast.yaml';
const SEED = 1;

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

async function main(named = SAMPLE): Promise<void> {
  const folder = resolve(named);
  if (!existsSync(folder)) {
    say(`Drawing the sample workspace in ${named}.`);
    await writeHerbarium(folder, { seed: SEED });
  }
  const config = join(folder, CONFIG);
  const file = existsSync(config) ? config : undefined;
  const code = desktopCode();
  if (code === undefined) await openInBrowser(folder, file);
  else openOnDesktop(code, folder, file);
}

function desktopCode(): string | undefined {
  const names = process.platform === 'win32' ? ['code.cmd', 'code.exe'] : ['code'];
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.flatMap((each) => names.map((name) => join(each, name))).find(existsSync);
}

function openOnDesktop(code: string, folder: string, file: string | undefined): void {
  say('Opening VS Code. In it: the triangle at the top right of the config trains.');
  const args = ['--new-window', `--extensionDevelopmentPath=${resolve('.')}`, folder];
  // A .cmd needs a shell, and a shell quotes.
  const shell = process.platform === 'win32';
  const quoted = (text: string): string => (shell ? `"${text}"` : text);
  const all = file === undefined ? args : [...args, file];
  spawn(quoted(code), all.map(quoted), { stdio: 'inherit', shell });
}

/** Serves until Ctrl+C. */
async function openInBrowser(folder: string, file: string | undefined): Promise<void> {
  say('There is no `code` on the PATH: the window opens in the browser.');
  const runtime = await installWorkbench(say);
  const own = mkdtempSync(join(tmpdir(), 'negative-space-start-'));
  const extensions = join(own, 'extensions');
  mkdirSync(extensions);
  symlinkSync(resolve('.'), join(extensions, 'negative-space.negative-space-0.1.0'));
  const server = await startServer(runtime, { folder: own, extensions });
  const end = (): void => {
    void server.stop().then(() => {
      rmSync(own, { recursive: true, force: true });
      process.exit(0);
    });
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, end);
  say('');
  say(`Open ${address(server.url, folder, file)}`);
  say('In it: the triangle at the top right of the config trains. Ctrl+C here ends it all.');
}

function address(url: string, folder: string, file: string | undefined): string {
  const at = new URL(url);
  at.searchParams.set('folder', folder);
  const opened = `vscode-remote://${at.host}${file}`;
  if (file !== undefined) at.searchParams.set('payload', JSON.stringify([['openFile', opened]]));
  return at.href;
}

main(process.argv[2]).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
