// The processor, in words.
import { availableParallelism, cpus } from 'node:os';

export interface Processor {
  readonly model: string;
  /** Threads that the operating system gives this process. */
  readonly cores: number;
}

export function processor(): Processor {
  return { model: cpus()[0]?.model.trim() ?? process.arch, cores: availableParallelism() };
}

/** The processor with so many threads: all cores by default. */
export function processorWords(threads?: number): string {
  const { model, cores } = processor();
  const count = threads ?? cores;
  return `${model}, ${count} ${count === 1 ? 'thread' : 'threads'}`;
}
