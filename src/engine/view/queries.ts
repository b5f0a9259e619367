// What the questions to a run's process are given, checked.
import * as v from 'valibot';

const natural = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const epoch = v.pipe(natural, v.minValue(1));
const most = v.pipe(natural, v.maxValue(100_000));

/** Samples in one answer. */
const MOST_SAMPLES = 4096;

export const ofEpoch = v.object({ epoch });
// Whether there is such a sample is said by whoever looks for it.
const index = v.pipe(v.number(), v.safeInteger());
export const ofSample = v.object({ index, epoch });
export const anchorQuery = v.object({ index, epoch, top: most });
export const indices = v.object({ indices: v.pipe(v.array(index), v.maxLength(MOST_SAMPLES)) });
export const columnQuery = v.object({ name: v.pipe(v.string(), v.maxLength(10_000)) });
export const searchQuery = v.object({ text: v.pipe(v.string(), v.maxLength(1000)), most });

/** Throws where the parameters are none of the question's. */
export const parser =
  <T extends v.GenericSchema>(schema: T) =>
  (params: unknown): v.InferOutput<T> =>
    v.parse(schema, params);
