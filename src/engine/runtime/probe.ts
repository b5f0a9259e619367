// Tries a runtime in a process of its own.
import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { probeAnswerSchema, type ProbeAnswer } from './probe-answer';
import type { RuntimeName } from './runtime';

export interface ProbeFindings {
  readonly platform: NodeJS.Platform;
  /** Undefined where the process ended without an answer. */
  readonly answer: ProbeAnswer | undefined;
  /** How it ended: undefined in order, else for example "SIGSEGV". */
  readonly ending?: string;
  /** What the library and the driver wrote. */
  readonly log: string;
}

export interface ProbeRequest {
  readonly name: RuntimeName;
  /** Whether a training step is timed as well. */
  readonly timed?: boolean;
  /** Instead of the self-test: a file of a model that is opened, so that the log says where it runs. */
  readonly place?: string;
  /** Of the process, besides this one's own. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Ends it, and the probe with the signal's error. */
  readonly signal?: AbortSignal;
}

/**
 * A driver that has not answered by then hangs. The first start compiles shaders; with CUDA it reads
 * 2 GB of libraries, and times the ways to compute each convolution.
 */
const patienceMs = (name: RuntimeName): number => (name === 'cuda' ? 180_000 : 30_000);

export function probe(request: ProbeRequest): Promise<ProbeFindings> {
  const { name, timed, place, environment, signal } = request;
  const task = place === undefined ? (timed ? ['time'] : []) : ['place', place];
  const args = [name, ...task];
  const child = fork(programFile(), args, {
    ...{ silent: true, execArgv: [], timeout: patienceMs(name), killSignal: 'SIGKILL' },
    ...{ env: { ...process.env, ...environment }, ...(signal && { signal }) },
  });
  let log = '';
  let answer: ProbeAnswer | undefined;
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (log += text));
  // What is not read would fill the pipe and hold the process up.
  child.stdout?.resume();
  return new Promise((resolve, reject) => {
    child.on('message', (message) => {
      const said = v.safeParse(probeAnswerSchema, message);
      if (said.success) answer = said.output;
      else reject(new Error('The probe of a runtime answered something else than it should.'));
    });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      const ending = signal ?? (code === 0 ? undefined : `exit code ${code}`);
      resolve({ platform: process.platform, answer, log, ...(ending !== undefined && { ending }) });
    });
  });
}

/** Beside the program that runs, or in dist/ when it runs from sources. */
function programFile(): string {
  // A bundle is CommonJS, where `import.meta` is empty.
  const sources = import.meta.dirname as string | undefined;
  const dist = sources === undefined ? __dirname : path.join(sources, '../../../dist');
  const file = path.join(dist, 'runtime-probe.js');
  if (!existsSync(file)) throw new Error(`The probe ${file} is missing: run the build.`);
  return file;
}
