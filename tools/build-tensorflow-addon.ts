// Entry of `npm run build:addon`: compiles TensorFlow's addon for this platform into native/, with a
// note of what it was made from. The same compiler makes the same bytes.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { compileAddon, COMPILER_FLAGS, SOURCES } from '../src/engine/setup/compile-addon';
import { sha256Of } from '../src/engine/setup/download';
import { DEFAULT_VERSION, tensorFlowPackage } from '../src/engine/setup/edition';
import { findWheelSource } from '../src/engine/setup/find-wheel-source';
import { freeSpace } from '../src/engine/setup/free-space';
import { headerPlace, HEADERS, LINKS, tensorFlowPlace } from '../src/engine/setup/kept-files';
import { thisMachine } from '../src/engine/setup/machine';
import { unpack } from '../src/engine/setup/unpack';

const signal = new AbortController().signal;
const onProgress = (): void => undefined;

async function main(): Promise<void> {
  const tree = mkdtempSync(join(tmpdir(), 'tensorflow-addon-'));
  try {
    const wanted = tensorFlowPackage({ version: DEFAULT_VERSION, variant: 'cpu' });
    const machine = thisMachine('TensorFlow', ['x64', 'arm64']);
    const source = await findWheelSource('TensorFlow', machine, undefined);
    const wheel = await source.bring(wanted, tree, { signal, onProgress });
    const kept = (entry: string): string | undefined =>
      tensorFlowPlace(entry) ?? headerPlace(entry);
    await unpack(wheel, tree, kept, { signal, freeSpace, onProgress });
    for (const [link, target] of Object.entries(LINKS)) symlinkSync(target, join(tree, link));
    await build(tree);
  } finally {
    rmSync(tree, { recursive: true, force: true });
  }
}

async function build(tree: string): Promise<void> {
  const folder = resolve('native', `${process.platform}-${process.arch}`);
  mkdirSync(folder, { recursive: true });
  const target = join(folder, 'tfjs_binding.node');
  const more = [resolve('native/older-libstdcxx.cc')];
  await compileAddon({ tree, headers: join(tree, HEADERS), target, signal, more });
  const note = {
    file: 'tfjs_binding.node',
    bytes: statSync(target).size,
    sha256: await sha256Of(target, signal),
    sources: [...SOURCES, 'native/older-libstdcxx.cc'],
    headers: `tensorflow-cpu ${DEFAULT_VERSION}`,
    compiler: execFileSync('g++', ['--version'], { encoding: 'utf8' }).split('\n')[0],
    flags: COMPILER_FLAGS.join(' '),
    licence: 'Apache-2.0, see ../LICENSE',
  };
  writeFileSync(join(folder, 'provenance.json'), `${JSON.stringify(note, undefined, 2)}\n`);
  process.stdout.write(`${target}: ${note.bytes} bytes, SHA-256 ${note.sha256}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
