// What the WebGPU probe's process says to its parent.
import * as v from 'valibot';

export const probeAnswerSchema = v.union([
  v.object({
    /** Of the self-test from the CPU's result; Infinity travels as null. */
    deviation: v.nullable(v.number()),
    /** File names of the Vulkan drivers loaded. */
    drivers: v.array(v.string()),
  }),
  v.object({
    /** ONNX Runtime's message. */
    failure: v.string(),
  }),
]);

export type ProbeAnswer = v.InferOutput<typeof probeAnswerSchema>;
