// Opens the data of a session, and says how far it is and what is of no use in it.
import type { LoadedConfig } from '../config/load-config';
import { unseenClasses } from '../train/data/test-labels';
import { openTrainingData, type TrainingData } from '../train/data/training-data';
import type { SessionListener } from './session-listener';

/** How many unknown classes are named. */
const NAMED = 3;

/** Warns where the labels of the test samples are of no use, or not of full use. */
export async function openData(
  loaded: LoadedConfig,
  listener: Pick<SessionListener, 'onReading' | 'onWarning'>,
  signal?: AbortSignal,
): Promise<TrainingData> {
  const data = await openTrainingData(loaded, {
    ...(signal && { signal }),
    onProgress: (done, total) => listener.onReading?.(done, total),
  });
  const warning = labelWarning(data);
  if (warning !== undefined) listener.onWarning(warning);
  return data;
}

function labelWarning({ train, test }: TrainingData): string | undefined {
  if (!test || (!train.labels && !test.labels)) return undefined;
  if (!test.labels)
    return 'the test samples have no labels: kNN and linear probe judge training samples that are held out';
  if (!train.labels)
    return 'the test samples have labels, the training samples have none: there is no kNN and no linear probe';
  const unseen = unseenClasses(train, test);
  if (unseen.length === 0) return undefined;
  const classes = unseen.length === 1 ? '1 class' : `${unseen.length} classes`;
  const [verb, names] = [unseen.length === 1 ? 'is' : 'are', unseen.slice(0, NAMED).join(', ')];
  const more = unseen.length > NAMED ? ', …' : '';
  return `${classes} of the test samples ${verb} not among the training samples (${names}${more}): kNN and linear probe count these samples as wrong`;
}

export async function closeData({ train, test, second }: TrainingData): Promise<void> {
  await train.close();
  await test?.close();
  await second?.close();
}
