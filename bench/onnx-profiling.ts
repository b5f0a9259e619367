// Has ONNX Runtime watch the product's own sessions: each writes a profile when it is released.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Program } from '../src/engine/graph/program';
import { onnxOrigins } from '../src/engine/graph/onnx/model';
import * as ort from '../src/engine/runtime/library';
import { openRuntime } from '../src/engine/runtime/open-runtime';
import type { Runtime } from '../src/engine/runtime/runtime';
import type { KernelClass, KernelRun } from './kernel-classes';
import { sumByKernel, type KernelTime } from './kernel-times';
import { kernelRuns } from './onnx-profile';
import type { ProfiledSteps } from './profile-steps';
import { readyStepper } from './ready-stepper';
import { takeSteps } from './taken-steps';
import { tensorClasses } from './tensor-classes';
import { withFolder } from './workplace';

export function onnxKernels(options: ProfiledSteps): Promise<KernelTime[]> {
  const { net, views, threads, runtime: name, steps } = options;
  // What CUDA only enqueues would seem to take no time: the host's clock is the only one there.
  if (name === 'cuda') process.env.CUDA_LAUNCH_BLOCKING = '1';
  return withFolder(async (folder) => {
    watchSessions(join(folder, 'profile'));
    const runtime = await openRuntime(name, { threads });
    const programs = keepPrograms(runtime);
    const { stepper, rows } = await readyStepper(net, views, runtime);
    // The first half warms up; then the same again, in the same session.
    await takeSteps(stepper, rows, { done: 0, count: steps });
    await takeSteps(stepper, rows, { done: steps, count: steps });
    await stepper.dispose();
    const classes = resultClasses(programs);
    const profiles = await profilesIn(folder);
    const runs = longest(profiles.map((json) => kernelRuns(json, (result) => classes.get(result))));
    return sumByKernel(runs.slice(Math.round(runs.length / 2)), steps);
  });
}

/** For all sessions that this process opens from now on. */
function watchSessions(prefix: string): void {
  const create = ort.InferenceSession.create.bind(ort.InferenceSession) as Create;
  const watched: Create = (model, options) =>
    create(model, { ...options, enableProfiling: true, profileFilePrefix: prefix });
  Object.assign(ort.InferenceSession, { create: watched });
}

type Create = (model: Uint8Array, options: ort.SessionOptions) => Promise<ort.InferenceSession>;

function keepPrograms(runtime: Runtime): readonly Program[] {
  const programs: Program[] = [];
  const compile = runtime.compile.bind(runtime);
  Object.assign(runtime, {
    compile: (program: Program) => {
      programs.push(program);
      return compile(program);
    },
  });
  return programs;
}

function resultClasses(programs: readonly Program[]): ReadonlyMap<string, KernelClass> {
  const found = new Map<string, KernelClass>();
  for (const program of programs) {
    const classes = tensorClasses(program);
    for (const [result, tensor] of onnxOrigins(program)) {
      const part = classes.get(tensor);
      if (part) found.set(result, part);
    }
  }
  return found;
}

async function profilesIn(folder: string): Promise<unknown[]> {
  const files = (await readdir(folder)).map((name) => join(folder, name));
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')));
  // A session that could not be opened leaves a file without an end.
  return texts
    .filter((text) => text.trimEnd().endsWith(']'))
    .map((text) => JSON.parse(text) as unknown);
}

/** The others are of sessions that hand a value over, or that single steps were taken with. */
function longest(profiles: readonly KernelRun[][]): KernelRun[] {
  const [first] = [...profiles].sort((a, b) => b.length - a.length) as [KernelRun[]?];
  if (!first) throw new Error('ONNX Runtime has written no profile');
  return first;
}
