// The platforms that the extension is packed for, in VS Code's words, and what of ONNX Runtime goes
// into each package: its native library where it has one for the platform, else its WebAssembly.
import { cpSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Of each target the folder of its library in ONNX Runtime's package. */
const libraries: Readonly<Record<string, string>> = {
  'linux-x64': 'linux/x64',
  'linux-arm64': 'linux/arm64',
  'darwin-arm64': 'darwin/arm64',
  'win32-x64': 'win32/x64',
  'win32-arm64': 'win32/arm64',
};

/** Those that ONNX Runtime has no library for. */
export const WASM_TARGETS: readonly string[] = [
  'alpine-x64',
  'alpine-arm64',
  'darwin-x64',
  'linux-armhf',
];

export const TARGETS: readonly string[] = [...Object.keys(libraries), ...WASM_TARGETS];

const web = 'node_modules/onnxruntime-web';
const webFiles: readonly string[] = [
  'package.json',
  'dist/ort.node.min.js',
  'dist/ort-wasm-simd-threaded.mjs',
  'dist/ort-wasm-simd-threaded.wasm',
];

/**
 * Files to pack beside what all packages hold, as paths from the root. @throws an Error with a
 * sentence where nothing can be packed for the target.
 */
export function filesOfTarget(target: string): readonly string[] {
  if (!TARGETS.includes(target))
    throw new Error(`Nothing is packed for ${target}: name one of ${TARGETS.join(', ')}.`);
  if (WASM_TARGETS.includes(target)) return webFiles.map((file) => `dist/${web}/${file}`);
  return [...nativeLibrary(libraries[target]), `dist/native/${target}/*`];
}

function nativeLibrary(folder: string): readonly string[] {
  const inside = 'node_modules/onnxruntime-node';
  const library = `${inside}/bin/napi-v6/${folder}`;
  // The addon loads libonnxruntime.1.dylib; the same bytes lie there under the whole version too.
  const names = readdirSync(library).filter((name) => !/\.\d+\.\d+\.\d+\.dylib$/.test(name));
  return [
    ...[`${inside}/package.json`, `${inside}/dist/*.js`],
    ...names.map((name) => `${library}/${name}`),
  ];
}

/**
 * Lays the WebAssembly into dist, where the bundles find it as a package: vsce packs no other package
 * than a dependency.
 */
export function placeWebAssembly(): void {
  rmSync(join('dist', web), { recursive: true, force: true });
  for (const file of webFiles) cpSync(join(web, file), join('dist', web, file));
}
