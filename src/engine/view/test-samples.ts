// The test samples of a run on the map of an epoch.
import type { TestSamples } from '../../protocol/sample-places';
import { checkUsable } from '../evaluate/embeddings';
import { placeOthers } from '../project/place-others';
import { selectRuntime } from '../runtime/select-runtime';
import { testLabels } from '../train/data/test-labels';
import type { RunData } from './run-data';
import type { EmbeddingFiles } from './stored-embeddings';

/**
 * Undefined where the run has none, the epoch kept nothing of them, or the data now hold others.
 * @throws InputError where the epoch has no embeddings, or the data cannot be read.
 */
export async function testSamples(
  files: EmbeddingFiles,
  data: RunData,
  { epoch, positions }: { readonly epoch: number; readonly positions: Float32Array },
  signal: AbortSignal,
): Promise<TestSamples | undefined> {
  const others = await files.readTest(epoch);
  if (!others || others.count === 0) return undefined;
  const { train, test } = (await data.open()).data;
  if (test?.length !== others.count) return undefined;
  checkUsable(others, 'stored');
  const { embeddings } = await files.read(epoch);
  const runtime = await selectRuntime('cpu');
  const places = await placeOthers(runtime, others, { embeddings, positions }, signal);
  const labels = train.labels && testLabels(train, test);
  return { epoch, positions: places, names: test.names, ...(labels && { labels }) };
}
