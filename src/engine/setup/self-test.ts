// Whether a TensorFlow works on this machine, tried in a process of its own: a crash there is an answer.
import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { InputError } from '../input-error';
import { distFolder } from './program-files';
import { selfTestAnswerSchema, type SelfTestAnswer } from './self-test-answer';

export interface SelfTestResult {
  /** As the library calls itself. */
  readonly version: string;
  readonly usesGpu: boolean;
}

/** The first start on a graphics card compiles kernels for it. */
const PATIENCE_MS = 180_000;
/** How the library's log shows why it ended the process, such as a processor without AVX. */
const FATAL = / F \S+\.cc:\d+\] (.+)/;

interface Ending {
  readonly answer: SelfTestAnswer | undefined;
  readonly how: string;
  readonly log: string;
}

/** @throws InputError that says how it failed. */
export async function selfTest(addon: string, signal: AbortSignal): Promise<SelfTestResult> {
  const program = join(distFolder(), 'tensorflow-self-test.js');
  if (!existsSync(program)) throw new Error(`The self-test ${program} is missing: run the build.`);
  const { answer, how, log } = await run(program, addon, signal);
  signal.throwIfAborted();
  if (!answer)
    throw new InputError(`TensorFlow ends its process on this machine (${how}): ${lastWords(log)}`);
  if ('failure' in answer)
    throw new InputError(`TensorFlow does not run on this machine: ${answer.failure}`);
  const { wrong, ...result } = answer;
  if (wrong.length > 0)
    throw new InputError(`TensorFlow computes wrongly on this machine: ${wrong.join(', ')}`);
  return result;
}

function run(program: string, addon: string, signal: AbortSignal): Promise<Ending> {
  const child = fork(program, [addon], { silent: true, execArgv: [], timeout: PATIENCE_MS });
  const stop = (): boolean => child.kill('SIGKILL');
  signal.addEventListener('abort', stop, { once: true });
  let log = '';
  let answer: SelfTestAnswer | undefined;
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (log += text));
  // What is not read would fill the pipe and hold the process up.
  child.stdout?.resume();
  return new Promise<Ending>((resolve, reject) => {
    child.on('message', (message) => {
      answer = v.parse(selfTestAnswerSchema, message);
    });
    child.on('error', reject);
    child.on('close', (code, killedBy) => {
      resolve({ answer, how: killedBy ?? `exit code ${code}`, log });
    });
  }).finally(() => {
    signal.removeEventListener('abort', stop);
  });
}

function lastWords(log: string): string {
  const last = log.trim().split('\n').at(-1) ?? '';
  return FATAL.exec(log)?.[1] ?? (last === '' ? 'it said nothing' : last);
}
