// What the distance between two steps is made of.
import { partTimes, type KernelTime, type Part } from './kernel-times';

export interface TimedStep {
  /** Of a step that nobody watches. */
  readonly ms: number;
  readonly kernels: readonly KernelTime[];
}

export interface GapPart {
  readonly part: Part;
  readonly ours: number;
  readonly theirs: number;
  /** ours − theirs, in milliseconds. */
  readonly difference: number;
}

/** The parts in which both are at work, the largest difference first; together they are the gap. */
export function gapBetween(ours: TimedStep, theirs: TimedStep): GapPart[] {
  const [our, their] = [ours, theirs].map(({ ms, kernels }) => partTimes(kernels, ms));
  return (Object.keys(our) as Part[])
    .map((part) => ({
      part,
      ours: our[part],
      theirs: their[part],
      difference: our[part] - their[part],
    }))
    .filter((gap) => gap.ours !== 0 || gap.theirs !== 0)
    .sort((a, b) => b.difference - a.difference);
}
