// A codec compiled to WebAssembly: made on first use, thrown away after a failure.

/** What every codec gives: red, green, blue, alpha. */
export interface RgbaImage {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

interface ModuleOptions {
  readonly noInitialRun: boolean;
  readonly wasmBinary: Uint8Array;
  readonly print: (line: string) => void;
  readonly printErr: (line: string) => void;
}

/** An Emscripten factory. It gives its functions once the bytes are compiled. */
export type ModuleFactory<Module> = (options: ModuleOptions) => Promise<Module>;

/** A codec goes on after this warning and gives half an image; others (stray bytes) do no harm. */
const halfAnImage = /premature end/i;

/** `run` is called with a ready module. What the codec prints becomes the message of the error. */
export class WasmDecoder<Module> {
  private module: Promise<Module> | undefined;
  private printed: string[] = [];

  constructor(
    private readonly factory: ModuleFactory<Module>,
    private readonly wasmBinary: Uint8Array,
    private readonly run: (module: Module, file: Uint8Array) => RgbaImage | null,
  ) {}

  async decode(file: Uint8Array): Promise<RgbaImage> {
    this.module ??= this.make();
    const module = await this.module;
    this.printed = [];
    try {
      const image = this.run(module, file);
      if (image !== null && !this.printed.some((line) => halfAnImage.test(line))) return image;
    } catch {
      // A codec gives up by exit(), which is thrown without a message; its memory is then undefined.
      this.module = undefined;
    }
    throw new Error(this.printed[0] ?? 'The image data is damaged.');
  }

  private make(): Promise<Module> {
    const print = (line: string): void => {
      this.printed.push(line);
    };
    const { wasmBinary } = this;
    return this.factory({ noInitialRun: true, wasmBinary, print, printErr: print });
  }
}
