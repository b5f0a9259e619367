// VS Code's server for a window in a browser: everything it writes lies in one folder, and it ends
// with all its children.
import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { WorkbenchRuntime } from './runtime';
import { windowSettings } from './window-settings';

export interface ServerOptions {
  /** Of the server's own: user data, extensions, log. */
  readonly folder: string;
  /** Over those of `windowSettings`. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Extensions lie here; default: a folder in `folder`. */
  readonly extensions?: string;
  /** Lets a window load an extension from its sources, and tests into the extension host. */
  readonly development?: boolean;
  /** Workspaces are asked for trust. */
  readonly asksForTrust?: boolean;
  readonly port?: number;
  /** More variables, for the extension host too; `folder` is that of the server. */
  readonly environment?: (folder: string) => Readonly<Record<string, string>>;
}

export interface Server {
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

/** Milliseconds for the server to answer, and to end. */
const START = 60_000;
const END = 5_000;

export async function startServer(
  runtime: WorkbenchRuntime,
  options: ServerOptions,
): Promise<Server> {
  const { folder } = options;
  const data = join(folder, 'data');
  for (const each of [join(data, 'User'), join(folder, 'tmp')])
    mkdirSync(each, { recursive: true });
  const settings = { ...windowSettings, ...options.settings };
  writeFileSync(join(data, 'User', 'settings.json'), JSON.stringify(settings, undefined, 2));
  writeFileSync(join(folder, 'config.yaml'), '');
  const port = options.port ?? (await freePort());
  const child = launch(runtime, { ...options, port }, data);
  const url = `http://127.0.0.1:${port}`;
  await answering(child, url, folder);
  return { url, pid: child.pid!, stop: () => stop(child) };
}

function launch(
  { node, codeServer }: WorkbenchRuntime,
  options: ServerOptions & { readonly port: number },
  data: string,
): ChildProcess {
  const { folder, extensions = join(folder, 'extensions'), port } = options;
  mkdirSync(extensions, { recursive: true });
  const child = spawn(
    node,
    [
      codeServer,
      ...['--config', join(folder, 'config.yaml'), '--bind-addr', `127.0.0.1:${port}`],
      ...['--auth', 'none', '--user-data-dir', data, '--extensions-dir', extensions],
      ...['--disable-telemetry', '--disable-update-check', '--disable-getting-started-override'],
      '--disable-proxy',
      ...(options.asksForTrust === true ? [] : ['--disable-workspace-trust']),
      ...(options.development === true ? ['--vscode-option', 'enable-smoke-test-driver'] : []),
    ],
    {
      env: { ...environment(node, folder), ...options.environment?.(folder) },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    },
  );
  const log = createWriteStream(join(folder, 'server.log'));
  child.stdout.pipe(log);
  child.stderr.pipe(log);
  return child;
}

/** Nothing of the person's own VS Code is read or written, and no extension gallery asked. */
function environment(node: string, folder: string): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(VSCODE_|npm_)/.test(name));
  return {
    ...Object.fromEntries(kept),
    PATH: [dirname(node), process.env.PATH].join(delimiter),
    HOME: folder,
    TMPDIR: join(folder, 'tmp'),
    XDG_RUNTIME_DIR: join(folder, 'tmp'),
    XDG_CONFIG_HOME: folder,
    XDG_DATA_HOME: folder,
    XDG_CACHE_HOME: folder,
    EXTENSIONS_GALLERY: JSON.stringify({ serviceUrl: '' }),
  };
}

async function answering(child: ChildProcess, url: string, folder: string): Promise<void> {
  const until = performance.now() + START;
  for (;;) {
    const answer = await fetch(`${url}/healthz`).catch(() => undefined);
    if (answer?.ok === true) return;
    if (child.exitCode !== null || performance.now() > until) {
      await stop(child);
      throw new Error(`VS Code’s server does not answer; see ${join(folder, 'server.log')}`);
    }
    await pause(100);
  }
}

/** The whole group: the server forks. */
async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) =>
    child.once('exit', () => {
      resolve();
    }),
  );
  const kill = (signal: NodeJS.Signals): void => {
    try {
      process.kill(-child.pid!, signal);
    } catch {
      // It has ended meanwhile.
    }
  };
  kill('SIGTERM');
  await Promise.race([ended, pause(END)]);
  kill('SIGKILL');
  await ended;
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => {
        resolve(port);
      });
    });
  });
}
