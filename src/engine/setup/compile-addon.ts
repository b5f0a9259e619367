// Compiles TensorFlow's addon from the sources of its own package, which npm brings: for platforms
// without a shipped addon, and for the tool that makes the shipped one.
import { execFile } from 'node:child_process';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { InputError } from '../input-error';

const run = promisify(execFile);

/** Packages with the sources; npm checks their integrity. */
export const SOURCES = ['@tensorflow/tfjs-node@4.22.0', 'node-api-headers@1.9.0'];
const COMPILERS = ['g++', 'clang++', 'c++'];

export const COMPILER_FLAGS: readonly string[] = [
  ...['-std=c++17', '-O2', '-s', '-fPIC', '-shared', '-fvisibility=hidden'],
  ...['-DNAPI_VERSION=8', '-Wl,-rpath,$ORIGIN/../lib'],
];

export interface Compilation {
  /** Holds `lib/` with the libraries and the names under which they are linked. */
  readonly tree: string;
  /** Of TensorFlow, as in its wheel below `tensorflow/include`. */
  readonly headers: string;
  /** File of the addon. */
  readonly target: string;
  readonly signal: AbortSignal;
  /** Sources besides the package's own. */
  readonly more?: readonly string[];
}

/** @throws InputError where a compiler or npm is missing, or the sources do not compile. */
export async function compileAddon(compilation: Compilation): Promise<void> {
  const { tree, headers, target, signal, more = [] } = compilation;
  const compiler = await findCompiler();
  const folder = join(tree, 'addon-sources');
  try {
    const [binding, nodeHeaders] = await bringSources(folder, signal);
    const sources = ['binding/tfjs_backend.cc', 'binding/tfjs_binding.cc', ...more];
    const includes = [`-I${nodeHeaders}/include`, `-I${headers}`, '-I.'];
    const libraries = [`-L${join(tree, 'lib')}`, '-ltensorflow', '-ltensorflow_framework'];
    const args = [...COMPILER_FLAGS, ...includes, ...sources, ...libraries, '-o', target];
    await run(compiler, args, { cwd: binding, signal }).catch((error: unknown) => {
      signal.throwIfAborted();
      throw new InputError(`TensorFlow’s addon does not compile: ${lastLine(error)}`);
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function findCompiler(): Promise<string> {
  for (const compiler of COMPILERS)
    if (
      await run(compiler, ['--version']).then(
        () => true,
        () => false,
      )
    )
      return compiler;
  throw new InputError(
    `there is no addon of TensorFlow for ${process.platform} on ${process.arch} in this product, and no C++ compiler to make one: install g++ or clang++ and try again`,
  );
}

/** Gives the folders of the packages, in the order of SOURCES. */
async function bringSources(folder: string, signal: AbortSignal): Promise<string[]> {
  return Promise.all(
    SOURCES.map(async (name, i) => {
      const place = join(folder, String(i));
      await mkdir(place, { recursive: true });
      await run('npm', ['pack', name, '--ignore-scripts', '--pack-destination', place], {
        cwd: place,
        signal,
      }).catch((error: unknown) => {
        signal.throwIfAborted();
        throw new InputError(
          `npm could not bring ${name}, from which TensorFlow’s addon is compiled: ${lastLine(error)}`,
        );
      });
      const archive = (await readdir(place)).find((file) => file.endsWith('.tgz'))!;
      await run('tar', ['-xzf', archive], { cwd: place, signal });
      return join(place, 'package');
    }),
  );
}

const lastLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).trim().split('\n').at(-1) ?? '';
