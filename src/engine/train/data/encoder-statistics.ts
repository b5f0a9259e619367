// Statistics of what each encoder of a run takes.
import type { RunConfig } from '../../config/run-config';
import type { InputStatistics } from '../../encoder/standardise';
import { channelStatistics } from './channel-statistics';
import { inputStatistics } from './input-statistics';
import type { TrainingData } from './training-data';

/** Of the first encoder's input and, where there are two encoders, of the second's. */
export interface EncoderStatistics extends InputStatistics {
  readonly second?: InputStatistics;
}

/** @throws InputError where samples hold values that are not finite, or are of the wrong kind. */
export async function encoderStatistics(
  { train, second }: Pick<TrainingData, 'train' | 'second'>,
  { positives }: Pick<RunConfig, 'positives'>,
): Promise<EncoderStatistics> {
  if (positives.from === 'channels') return channelStatistics(train);
  const first = await inputStatistics(train);
  return second ? { ...first, second: await inputStatistics(second) } : first;
}

/** Mean 0 and deviation 1: enough to build a network, not to train it. */
export function noStatistics(
  { train, second }: Pick<TrainingData, 'train' | 'second'>,
  { positives }: Pick<RunConfig, 'positives'>,
): EncoderStatistics {
  if (positives.from === 'channels') return { ...neutral(1), second: neutral(2) };
  const first = neutral(train.sampleShape.at(-1) ?? 1);
  return second ? { ...first, second: neutral(second.sampleShape.at(-1) ?? 1) } : first;
}

function neutral(channels: number): InputStatistics {
  return { mean: new Float32Array(channels), deviation: new Float32Array(channels).fill(1) };
}
