// A folder for set-ups of a test, without a pip on the PATH unless a test puts one there.
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterEach, beforeEach, vi } from 'vitest';
import type { SetUpOptions } from '../../../src/engine/setup/set-up';
import type { TensorFlowOptions } from '../../../src/engine/setup/set-up-tensorflow';
import type { SetUpProgress } from '../../../src/engine/setup/set-up-listener';
import { FakeIndex } from './fake-index';
import type { FakeWheel } from './fake-wheel';

export class SetUpFolder {
  folder = '';
  readonly said: string[] = [];
  readonly progress: SetUpProgress[] = [];
  private readonly indexes: FakeIndex[] = [];

  get root(): string {
    return join(this.folder, 'runtimes');
  }

  begin(): void {
    this.folder = mkdtempSync(join(tmpdir(), 'set-up-'));
    [this.said.length, this.progress.length] = [0, 0];
    mkdirSync(join(this.folder, 'bin'));
    writeFileSync(join(this.folder, 'tfjs_binding.node'), 'addon');
    vi.stubEnv('PATH', join(this.folder, 'bin'));
    vi.stubEnv('PIP_INDEX_URL', undefined);
  }

  async end(): Promise<void> {
    vi.unstubAllEnvs();
    await Promise.all(this.indexes.splice(0).map((index) => index.stop()));
    rmSync(this.folder, { recursive: true, force: true });
  }

  async index(wheels: readonly FakeWheel[], form: 'html' | 'json' = 'html'): Promise<FakeIndex> {
    const index = await new FakeIndex(wheels, form).start();
    this.indexes.push(index);
    return index;
  }

  /** Puts a shell script on the PATH. */
  program(name: string, script: string): void {
    const file = join(this.folder, 'bin', name);
    writeFileSync(file, `#!/bin/sh\n${script}\n`);
    chmodSync(file, 0o755);
    const system = [dirname(process.execPath), '/usr/bin', '/bin'];
    // The script's own tools; a pip of the system would be found last.
    vi.stubEnv('PATH', [join(this.folder, 'bin'), ...system].join(delimiter));
  }

  /** A set-up whose addon is a file of five bytes, which works. */
  options(index?: string): TensorFlowOptions {
    return {
      ...this.common(index),
      addon: join(this.folder, 'tfjs_binding.node'),
      tryIt: () => Promise.resolve({ version: '2.20.0', usesGpu: false }),
    };
  }

  common(index?: string): SetUpOptions {
    return {
      signal: new AbortController().signal,
      root: this.root,
      index,
      listener: {
        say: (sentence) => this.said.push(sentence),
        progress: (each) => this.progress.push(each),
      },
    };
  }
}

/** Call at the top of a test file. */
export function setUpFolder(): SetUpFolder {
  const folder = new SetUpFolder();
  beforeEach(({ skip }) => {
    skip(process.platform !== 'linux', 'TensorFlow is set up on Linux alone');
    folder.begin();
  });
  afterEach(() => folder.end());
  return folder;
}
