// Looks for a WebGPU adapter in a process of its own.
import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import * as ort from './library';
import * as v from 'valibot';
import { probeAnswerSchema, type ProbeAnswer } from './probe-answer';
import { adapterOf, type ProbeFindings, type WebGpuAdapter } from './webgpu-adapter';

/** Gives what WebGPU offers on this machine. */
export type WebGpuProbe = () => Promise<WebGpuAdapter>;

/** A driver that has not answered by then hangs. The first start compiles shaders. */
const PATIENCE_MS = 30_000;

export const probeWebGpu: WebGpuProbe = async () => {
  if (!ort.listSupportedBackends().some(({ name }) => name === 'webgpu'))
    return {
      kind: 'absent',
      reason: `ONNX Runtime has no WebGPU for ${process.platform} on ${process.arch}`,
      remedy: 'Use a machine with Linux x64, Windows or macOS on Apple silicon.',
    };
  return adapterOf(await findings());
};

function findings(): Promise<ProbeFindings> {
  const child = fork(programFile(), { silent: true, execArgv: [], timeout: PATIENCE_MS });
  let log = '';
  let answer: ProbeAnswer | undefined;
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (log += text));
  // What is not read would fill the pipe and hold the process up.
  child.stdout?.resume();
  return new Promise((resolve, reject) => {
    child.on('message', (message) => {
      const said = v.safeParse(probeAnswerSchema, message);
      if (said.success) answer = said.output;
      else reject(new Error('The WebGPU probe answered something else than it should.'));
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
  const file = path.join(dist, 'webgpu-probe.js');
  if (!existsSync(file)) throw new Error(`The WebGPU probe ${file} is missing: run the build.`);
  return file;
}
