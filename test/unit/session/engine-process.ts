// Processes of the engine as the extension starts them: bundled, forked, spoken to by protocol.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { EngineChild } from '../../../src/extension/engine-child';
import type { Requests } from '../../../src/protocol/connection';

export class EngineProcesses {
  readonly folder = mkdtempSync(join(tmpdir(), 'engine-'));
  private readonly dist = join(this.folder, 'dist');
  private readonly children: { end(): Promise<void> }[] = [];

  async build(): Promise<void> {
    await promisify(execFile)(process.execPath, ['esbuild.mjs', this.dist]);
    // The bundles leave native packages where they are.
    symlinkSync(resolve('node_modules'), join(this.folder, 'node_modules'), 'junction');
  }

  /** `program`: its name in dist. */
  start<R extends Requests<R>, E extends object>(
    program: string,
    args: readonly string[] = [],
    onLine: (line: string) => void = () => undefined,
  ): EngineChild<R, E> {
    const child = new EngineChild<R, E>(join(this.dist, `${program}.js`), onLine, args);
    this.children.push(child);
    return child;
  }

  at(...names: string[]): string {
    return join(this.folder, ...names);
  }

  async endAll(): Promise<void> {
    await Promise.all(this.children.splice(0).map((child) => child.end()));
  }
}

/** Call at the top of a test file. */
export function engineProcesses(): EngineProcesses {
  const processes = new EngineProcesses();
  beforeAll(() => {
    // What they find out about the machine's runtimes is remembered with them.
    process.env.NEGATIVE_SPACE_RUNTIMES ??= processes.at('runtimes');
    return processes.build();
  });
  afterEach(() => processes.endAll());
  afterAll(() => {
    rmSync(processes.folder, { recursive: true });
  });
  return processes;
}

/** True while there is a process of this number. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
