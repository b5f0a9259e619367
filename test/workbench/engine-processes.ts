// The processes that run now below another one: those of the engine, by the bundle they run, and
// those of VS Code. Linux only.
import { readdirSync, readFileSync } from 'node:fs';

export interface EngineProcess {
  readonly pid: number;
  /** train-process, view-process … */
  readonly program: string;
}

interface RunningProcess {
  readonly pid: number;
  /** Program and arguments, with zeros between them. */
  readonly command: string;
}

/** `ancestor`: for instance a server’s; children of children count. */
export function engineProcesses(ancestor: number): readonly EngineProcess[] {
  return processesBelow(ancestor).flatMap(({ pid, command }) => {
    const program = programOf(command);
    return program === undefined ? [] : [{ pid, program }];
  });
}

/** Those of VS Code’s server, itself among them: the extension host, the window’s manager … */
export const serverProcesses = (server: number): readonly RunningProcess[] => [
  { pid: server, command: read(`/proc/${server}/cmdline`) },
  ...processesBelow(server).filter(({ command }) => programOf(command) === undefined),
];

export const isExtensionHost = ({ command }: RunningProcess): boolean =>
  command.includes('--type=extensionHost');

export function isRunning(pid: number): boolean {
  // A zombie has no command line.
  return read(`/proc/${pid}/cmdline`) !== '';
}

function processesBelow(ancestor: number): readonly RunningProcess[] {
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const parents = new Map(all.map((pid) => [Number(pid), parentOf(Number(pid))]));
  const isBelow = (pid: number): boolean => {
    const parent = parents.get(pid);
    return parent !== undefined && (parent === ancestor || isBelow(parent));
  };
  return [...parents.keys()]
    .filter(isBelow)
    .map((pid) => ({ pid, command: read(`/proc/${pid}/cmdline`) }));
}

const programOf = (command: string): string | undefined =>
  /dist\/([\w-]+-process)\.js/.exec(command)?.[1];

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
