// WebAssembly files: the bundler puts their bytes into the bundle (esbuild.mjs, loader `binary`).
declare module '*.wasm' {
  const bytes: Uint8Array;
  export = bytes;
}
