// What the self-test's process says to its parent.
import * as v from 'valibot';

export const selfTestAnswerSchema = v.union([
  v.object({
    version: v.string(),
    /** Whether it computed on a graphics card. */
    usesGpu: v.boolean(),
    /** Operations whose results were wrong, as people call them. */
    wrong: v.array(v.string()),
  }),
  v.object({
    /** Why the addon did not load or an operation did not run. */
    failure: v.string(),
  }),
]);

export type SelfTestAnswer = v.InferOutput<typeof selfTestAnswerSchema>;
