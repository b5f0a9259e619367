// Has ONNX Runtime watch the product's own sessions: each writes a profile when it is released.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Program } from '../src/engine/graph/program';
import { onnxOrigins, writeOnnx } from '../src/engine/graph/onnx/model';
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
  const { threads, runtime: name, steps } = options;
  // What CUDA only enqueues would seem to take no time: the host's clock is the only one there.
  if (name === 'cuda') process.env.CUDA_LAUNCH_BLOCKING = '1';
  return withFolder(async (folder) => {
    const models = watchSessions(join(folder, 'profile'));
    const runtime = await openRuntime(name, { threads });
    const programs = keepPrograms(runtime);
    const { stepper, rows } = await readyStepper(options, runtime);
    // The first half warms up; then the same again, in the same session.
    await takeSteps(stepper, rows, { done: 0, count: steps });
    await takeSteps(stepper, rows, { done: steps, count: steps });
    await stepper.dispose();
    const classes = resultClasses(programs, models);
    const profiles = await profilesIn(folder);
    const runs = longest(profiles.map((json) => kernelRuns(json, (result) => classes.get(result))));
    return sumByKernel(runs.slice(Math.round(runs.length / 2)), steps);
  });
}

/** All sessions that this process opens from now on; gives the models that they are opened with. */
function watchSessions(prefix: string): readonly Uint8Array[] {
  const models: Uint8Array[] = [];
  const create = ort.InferenceSession.create.bind(ort.InferenceSession) as Create;
  const watched: Create = (model, options) => {
    models.push(model);
    return create(model, { ...options, enableProfiling: true, profileFilePrefix: prefix });
  };
  Object.assign(ort.InferenceSession, { create: watched });
  return models;
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

/** By the names of results, which depend on how a program was written. */
function resultClasses(
  programs: readonly Program[],
  models: readonly Uint8Array[],
): ReadonlyMap<string, KernelClass> {
  const found = new Map<string, KernelClass>();
  const isOpen = (model: Uint8Array): boolean =>
    models.some((opened) => Buffer.compare(opened, model) === 0);
  for (const program of programs) {
    const classes = tensorClasses(program);
    const nativeNarrow = isOpen(writeOnnx(program, { nativeNarrow: true }));
    for (const [result, tensor] of onnxOrigins(program, { nativeNarrow })) {
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
