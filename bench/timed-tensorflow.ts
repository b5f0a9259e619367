// TensorFlow whose kernels are timed one by one: it has no profiler that can be reached, so after each
// call the device is waited for, by reading a number that it has yet to make.
import { precisions } from '../src/engine/config/precision';
import type { Program } from '../src/engine/graph/program';
import { InputError } from '../src/engine/input-error';
import type { Executable, Runtime, State, StateValue } from '../src/engine/runtime/runtime';
import { loadBinding } from '../src/engine/runtime/tensorflow/binding';
import { Device, type Handle } from '../src/engine/runtime/tensorflow/device';
import { findTensorFlow } from '../src/engine/runtime/tensorflow/installation';
import type { Attribute } from '../src/engine/runtime/tensorflow/kernel';
import { planProgram } from '../src/engine/runtime/tensorflow/plan';
import { TensorFlowExecutable } from '../src/engine/runtime/tensorflow/tensorflow-executable';
import { TensorFlowState } from '../src/engine/runtime/tensorflow/tensorflow-state';
import { median } from './alternate';
import { classByName, type KernelClass, type KernelRun } from './kernel-classes';
import { sumByKernel, type KernelTime } from './kernel-times';
import type { ProfiledSteps } from './profile-steps';
import { readyStepper } from './ready-stepper';
import { takeSteps } from './taken-steps';
import { tensorClasses } from './tensor-classes';

export async function tensorFlowKernels(options: ProfiledSteps): Promise<KernelTime[]> {
  const { threads, steps } = options;
  const runtime = new TimedTensorFlow(threads);
  const { stepper, rows } = await readyStepper(options, runtime);
  await takeSteps(stepper, rows, { done: 0, count: steps });
  const runs = await runtime.watched(async () => {
    await takeSteps(stepper, rows, { done: steps, count: steps });
  });
  await stepper.dispose();
  return sumByKernel(runs, steps);
}

/** The product's plan and executable over a device that is watched. */
class TimedTensorFlow implements Runtime {
  readonly name = 'tensorflow';
  readonly device = 'TensorFlow, watched';
  readonly precisions = precisions;
  private readonly kernels: TimedDevice;
  private readonly isGpu: boolean;

  constructor(threads: number) {
    const installation = findTensorFlow();
    if (!installation) throw new InputError('TensorFlow is not set up.');
    const { binding } = loadBinding(installation.addon, threads);
    this.isGpu = binding.isUsingGpuDevice();
    this.kernels = new TimedDevice(binding);
  }

  createState(values: Readonly<Record<string, StateValue>>): State {
    return new TensorFlowState(this.kernels, values);
  }

  compile(program: Program): Promise<Executable> {
    const plan = planProgram(program, this.isGpu ? 'gpu' : 'cpu');
    const classes = tensorClasses(program);
    for (const { attributes, outputs } of plan.calls) {
      const origin = plan.origins.get(outputs[0]);
      const part = origin && classes.get(origin);
      if (part) this.kernels.classes.set(attributes, part);
    }
    return Promise.resolve(new TensorFlowExecutable(this.kernels, plan));
  }

  async watched(work: () => Promise<void>): Promise<KernelRun[]> {
    const { kernels } = this;
    kernels.runs = [];
    const waiting = median(Array.from({ length: 64 }, () => kernels.wait()));
    await work();
    return kernels.runs.map((run) => ({ ...run, ms: Math.max(0, run.ms - waiting) }));
  }
}

class TimedDevice extends Device {
  /** By a call's own list of attributes. */
  readonly classes = new Map<readonly Attribute[], KernelClass>();
  /** Where missing, nothing is timed. */
  runs: KernelRun[] | undefined;
  private one: Handle | undefined;

  override run(...call: Parameters<Device['run']>): ReturnType<Device['run']> {
    const [kernel, attributes] = call;
    return this.timed(kernel, this.classes.get(attributes), () => super.run(...call));
  }

  override upload(...given: Parameters<Device['upload']>): Handle {
    return this.timed('upload', undefined, () => super.upload(...given));
  }

  /** Milliseconds until all is done that was asked for. What was read once is kept: it reads a new sum. */
  wait(): number {
    const start = performance.now();
    this.one ??= super.upload(Float32Array.of(1), [], 'float32');
    const [{ id }] = super.run('AddV2', [], [this.one, this.one], 1);
    super.download(id, 'float32');
    super.delete(id);
    return performance.now() - start;
  }

  private timed<T>(kernel: string, known: KernelClass | undefined, work: () => T): T {
    if (!this.runs) return work();
    const start = performance.now();
    const result = work();
    this.wait();
    const ms = performance.now() - start;
    this.runs.push({ kernel, class: known ?? classByName(kernel), ms });
    return result;
  }
}
