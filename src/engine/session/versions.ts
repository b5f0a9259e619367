// The versions that decide a run's numbers.
import { isWebAssembly, libraryVersion } from '../runtime/library';
import { version } from '../../../package.json';

export const productVersion = version;

export const versions = (): Record<string, string> => ({
  'negative-space': productVersion,
  node: process.versions.node,
  [isWebAssembly ? 'onnxruntime-web' : 'onnxruntime-node']: libraryVersion,
});
