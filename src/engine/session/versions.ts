// The versions that decide a run's numbers.
import { env } from '../runtime/library';
import { version } from '../../../package.json';

export const productVersion = version;

export const versions = (): Record<string, string> => ({
  'negative-space': productVersion,
  node: process.versions.node,
  'onnxruntime-node': env.versions.node ?? env.versions.common,
});
