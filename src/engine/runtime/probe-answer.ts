// What the probe of a runtime says to its parent.
import * as v from 'valibot';
import { precisions } from '../config/precision';

export const probeAnswerSchema = v.union([
  v.object({
    /** Of the self-test from the CPU's result; Infinity travels as null. */
    deviation: v.nullable(v.number()),
    /** The device in the runtime's own words. */
    device: v.string(),
    /** The floats it gains from. */
    precisions: v.array(v.picklist(precisions)),
    /** Of a training step, where it was asked for. */
    milliseconds: v.exactOptional(v.number()),
    /** File names of the Vulkan drivers loaded. */
    drivers: v.array(v.string()),
  }),
  v.object({
    /** The library's message. */
    failure: v.string(),
  }),
]);

export type ProbeAnswer = v.InferOutput<typeof probeAnswerSchema>;
