// ONNX Runtime. The only place that loads it, after its telemetry is switched off: its native library
// or, where the package has none for the platform (Intel Macs, Alpine), its WebAssembly, which runs
// the same graphs on the CPU. NEGATIVE_SPACE_WASM=1 takes that anywhere.
import './no-telemetry';
import { createRequire } from 'node:module';
import path from 'node:path';
import type * as native from 'onnxruntime-node';
import { peerDependencies } from '../../../package.json';
import { loadOnnxRuntimeOfCuda } from './cuda/load';

type Library = Pick<typeof native, 'InferenceSession' | 'Tensor' | 'env' | 'listSupportedBackends'>;

export type InferenceSession = native.InferenceSession;
export type SessionOptions = native.InferenceSession.SessionOptions;
export type SessionResults = native.InferenceSession.ReturnType;
export type Tensor = native.Tensor;

// A bundle is CommonJS, where `import.meta` is empty.
const sources = import.meta.url as string | undefined;
const load = createRequire(sources ?? __filename);
const library = nativeLibrary() ?? webAssembly();

export const { InferenceSession, Tensor, env, listSupportedBackends } = library;

/** Whether it runs as WebAssembly: slower, and on the CPU alone. */
export const isWebAssembly = env.versions.node === undefined;

/** Threads of WebAssembly's sessions, where they run so; to be said before the first is opened. */
export function useThreads(count: number): void {
  if (isWebAssembly) env.wasm.numThreads = count;
}

export const libraryVersion = env.versions.node ?? env.versions.common;

/** The file of ONNX Runtime's own library on Linux, as its package brings it; nothing where none loads. */
export function nativeLibraryFile(): string | undefined {
  if (isWebAssembly) return undefined;
  const folder = path.join(path.dirname(load.resolve('onnxruntime-node/package.json')), 'bin');
  const platform = path.join('napi-v6', process.platform, process.arch);
  return path.join(folder, platform, 'libonnxruntime.so.1');
}

function nativeLibrary(): Library | undefined {
  if (process.env.NEGATIVE_SPACE_WASM === '1') return undefined;
  try {
    loadOnnxRuntimeOfCuda();
  } catch {
    // It is damaged: the product's own copy is taken, and CUDA, asked for, says that it is not there.
  }
  try {
    return load('onnxruntime-node') as Library;
  } catch {
    return undefined;
  }
}

function webAssembly(): Library {
  try {
    const web = load('onnxruntime-web') as Omit<Library, 'listSupportedBackends'>;
    const listSupportedBackends = () => [{ name: 'cpu', bundled: true }];
    return { ...web, listSupportedBackends };
  } catch (cause) {
    const version = peerDependencies['onnxruntime-web'];
    throw new Error(
      `ONNX Runtime has no library for ${process.platform} on ${process.arch} that loads: install its WebAssembly beside Negative Space, npm install onnxruntime-web@${version}; in VS Code install the extension’s package for this platform.`,
      { cause },
    );
  }
}
