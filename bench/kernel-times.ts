// Where the time of a step goes: runs of kernels summed by kernel and by class.
import { kernelClasses, type KernelClass, type KernelRun } from './kernel-classes';

/** Of one step: the time and the number of its runs. */
export interface KernelTime {
  readonly kernel: string;
  readonly class: KernelClass;
  readonly ms: number;
  readonly count: number;
}

/** Sums the runs of so many steps, the largest first. */
export function sumByKernel(runs: Iterable<KernelRun>, steps: number): KernelTime[] {
  const sums = new Map<string, KernelTime>();
  for (const { kernel, class: part, ms } of runs) {
    const key = `${part}: ${kernel}`;
    const { ms: before, count } = sums.get(key) ?? { ms: 0, count: 0 };
    sums.set(key, { kernel, class: part, ms: before + ms / steps, count: count + 1 / steps });
  }
  return largestFirst([...sums.values()]);
}

export function largestFirst(times: readonly KernelTime[]): KernelTime[] {
  return [...times].sort((a, b) => b.ms - a.ms);
}

export const sumOf = (times: readonly KernelTime[]): number =>
  times.reduce((sum, { ms }) => sum + ms, 0);

/** The rest of a step: the device waits, for the host or between kernels. */
export type Part = KernelClass | 'idle';

/**
 * Milliseconds of every part of a step that takes `whole`. Kernels are timed apart from it, so that
 * what is idle may come out below 0 where they take longer when they are watched.
 */
export function partTimes(times: readonly KernelTime[], whole: number): Record<Part, number> {
  const parts = kernelClasses.map((name) => {
    return [name, sumOf(times.filter((time) => time.class === name))] as const;
  });
  return { ...Object.fromEntries(parts), idle: whole - sumOf(times) } as Record<Part, number>;
}
