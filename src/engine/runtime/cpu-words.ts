// The CPU runtime's device, in words.
import { isWebAssembly } from './library';
import { processorWords } from './processor';

/** The processor and its threads, and whether ONNX Runtime is WebAssembly on it. */
export const cpuWords = (threads?: number): string =>
  isWebAssembly ? `${processorWords(threads)}, as WebAssembly` : processorWords(threads);
