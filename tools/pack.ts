// Packs the extension for one platform: a VSIX with the bundles and that platform's ONNX Runtime.
import { execFile } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { unzipSync, zipSync } from 'fflate';
import * as v from 'valibot';
import type { WorkbenchRuntime } from '../test/workbench/runtime';
import { filesOfTarget, placeWebAssembly, WASM_TARGETS } from './package-targets';

const run = promisify(execFile);

/** Bytes; a reviewed limit, far below what the marketplace takes. */
export const LARGEST = 30 * 2 ** 20;

/** As vsce counts them. */
export const megabytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1)} MB`;

export interface Packed {
  readonly file: string;
  /** Of the file. */
  readonly bytes: number;
  /** Paths inside the extension's folder, sorted. */
  readonly entries: readonly string[];
  /** What vsce said. */
  readonly output: string;
}

const manifest = v.object({ name: v.string(), version: v.string() });

/**
 * `target`: one of `TARGETS`. Packs what lies in dist.
 * @throws an Error with a sentence where nothing can be packed for the target.
 */
export async function packExtension(
  runtime: WorkbenchRuntime,
  target: string,
  file = defaultName(target),
): Promise<Packed> {
  if (WASM_TARGETS.includes(target)) placeWebAssembly();
  const lines = filesOfTarget(target).map((each) => `!${each}\n`);
  const ignore = join('dist', `${target}.vscodeignore`);
  writeFileSync(ignore, readFileSync('.vscodeignore', 'utf8') + lines.join(''));
  const { stdout, stderr } = await run(
    runtime.node,
    [
      ...[runtime.vsce, 'package', '--target', target, '--out', file, '--ignoreFile', ignore],
      // There is no public repository that links could lead to.
      ...['--allow-missing-repository', '--no-rewrite-relative-links'],
    ],
    { maxBuffer: 2 ** 26 },
  );
  compress(file);
  return { file, bytes: statSync(file).size, entries: entriesOf(file), output: stdout + stderr };
}

/** vsce packs in haste; what is packed once and brought many times is worth seconds for 2 % less. */
function compress(file: string): void {
  writeFileSync(file, zipSync(unzipSync(readFileSync(file)), { level: 9 }));
}

function defaultName(target: string): string {
  const { name, version } = v.parse(manifest, JSON.parse(readFileSync('package.json', 'utf8')));
  return `${name}-${target}-${version}.vsix`;
}

function entriesOf(file: string): string[] {
  const entries: string[] = [];
  unzipSync(readFileSync(file), {
    filter: ({ name }) => {
      if (name.startsWith('extension/')) entries.push(name.slice('extension/'.length));
      return false;
    },
  });
  return entries.sort();
}
