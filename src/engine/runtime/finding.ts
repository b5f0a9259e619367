// What is known of a runtime on this machine: it works, on what and how fast, or why it does not.
import * as v from 'valibot';
import { precisions, type Precision } from '../config/precision';
import { runtimeChoices } from '../config/runtime-choice';
import type { RuntimeName } from './runtime';

const names = runtimeChoices.filter((choice): choice is RuntimeName => choice !== 'auto');
const name = v.picklist(names);

export const findingSchema = v.variant('available', [
  v.object({
    name,
    available: v.literal(true),
    /** The device in words. */
    device: v.string(),
    /** A processor plays the graphics card: `auto` never takes it. */
    software: v.exactOptional(v.boolean()),
    /** The floats it gains from; absent where that is float32 alone. */
    precisions: v.exactOptional(v.array(v.picklist(precisions))),
    /** Of the self-test's training step; absent where it was not timed. */
    milliseconds: v.exactOptional(v.number()),
  }),
  v.object({
    name,
    available: v.literal(false),
    /** Why not, as a part of a sentence. */
    reason: v.string(),
    /** What would help: sentences. Absent where nothing would. */
    remedy: v.exactOptional(v.string()),
  }),
]);

export type Finding = v.InferOutput<typeof findingSchema>;
export const computesIn = (finding: WorkingRuntime, precision: Precision): boolean =>
  (finding.precisions ?? ['float32']).includes(precision);

export type WorkingRuntime = Extract<Finding, { available: true }>;

/** What is wrong and what helps, as one sentence or more. */
export function absenceOf({ reason, remedy }: Extract<Finding, { available: false }>): string {
  return [`${reason}.`, ...(remedy === undefined ? [] : [remedy])].join(' ');
}
