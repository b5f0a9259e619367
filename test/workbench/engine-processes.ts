// The engine's processes that run now below a process, by the bundle they run. Linux only.
import { readdirSync, readFileSync } from 'node:fs';

export interface EngineProcess {
  readonly pid: number;
  /** train-process, view-process … */
  readonly program: string;
}

/** `ancestor`: for instance a server’s; children of children count. */
export function engineProcesses(ancestor: number): readonly EngineProcess[] {
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const parents = new Map(all.map((pid) => [Number(pid), parentOf(Number(pid))]));
  const isBelow = (pid: number | undefined): boolean =>
    pid !== undefined && pid > 1 && (pid === ancestor || isBelow(parents.get(pid)));
  return [...parents.keys()].filter(isBelow).flatMap((pid) => {
    const program = /dist\/([\w-]+-process)\.js/.exec(read(`/proc/${pid}/cmdline`))?.[1];
    return program === undefined ? [] : [{ pid, program }];
  });
}

/** The second number after the name, which may hold anything and ends with the last bracket. */
function parentOf(pid: number): number | undefined {
  const parent = /\) \S (\d+)/.exec(read(`/proc/${pid}/stat`))?.[1];
  return parent === undefined ? undefined : Number(parent);
}

/** Empty where the process has ended meanwhile. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

export function isRunning(pid: number): boolean {
  // A zombie has no command line.
  return read(`/proc/${pid}/cmdline`) !== '';
}
