// TensorFlow as a runtime: a program becomes a list of its kernels' calls, which run one after the
// other on the CPU or on the last graphics card it lists; state lies in its variables.
import type { Precision } from '../../config/precision';
import type { Program } from '../../graph/program';
import type { Executable, Runtime, State, StateValue } from '../runtime';
import { processorWords } from '../processor';
import { asError } from './kernel-error';
import { loadBinding, type Binding, type LoadedBinding } from './binding';
import { Device } from './device';
import type { TensorFlowInstallation } from './installation';
import { planProgram } from './plan';
import { TensorFlowExecutable } from './tensorflow-executable';
import { TensorFlowState } from './tensorflow-state';
import { worthwhilePrecisions } from './worthwhile-precisions';

interface TensorFlowOptions {
  /** CPU threads within one kernel; all cores by default. The first to open says it for a process. */
  readonly threads?: number;
}

/** Loads an installation, once a process. Throws what the system says where it cannot be loaded. */
export function openTensorFlow(
  installation: TensorFlowInstallation,
  { threads }: TensorFlowOptions = {},
): Promise<TensorFlowRuntime> {
  try {
    return Promise.resolve(new TensorFlowRuntime(loadBinding(installation.addon, threads)));
  } catch (error) {
    return Promise.reject(asError(error));
  }
}

export class TensorFlowRuntime implements Runtime {
  readonly name = 'tensorflow';
  readonly device: string;
  readonly precisions: readonly Precision[];
  private readonly binding: Binding;
  private readonly kernels: Device;
  private readonly isGpu: boolean;

  constructor({ binding, threads }: LoadedBinding) {
    this.binding = binding;
    this.kernels = new Device(binding);
    this.isGpu = binding.isUsingGpuDevice();
    this.precisions = worthwhilePrecisions(this.isGpu ? 'gpu' : 'cpu');
    const place = this.isGpu ? 'graphics card' : processorWords(threads);
    this.device = `TensorFlow ${binding.TF_Version}, ${place}`;
  }

  /** How many tensors lie on the device. */
  get tensorCount(): number {
    return this.binding.getNumOfTensors();
  }

  createState(values: Readonly<Record<string, StateValue>>): State {
    return new TensorFlowState(this.kernels, values);
  }

  compile(program: Program): Promise<Executable> {
    try {
      const plan = planProgram(program, this.isGpu ? 'gpu' : 'cpu');
      return Promise.resolve(new TensorFlowExecutable(this.kernels, plan, this.isGpu));
    } catch (error) {
      return Promise.reject(asError(error));
    }
  }
}
