// What this machine offers for computing, what would be taken, and why not the rest.
import { automaticChoice, whyNot, type Choice } from './choice';
import { findCuda } from './cuda/installation';
import type { Finding } from './finding';
import * as ort from './library';
import { processor, type Processor } from './processor';
import type { RuntimeName } from './runtime';
import { survey, type SurveyOptions } from './survey';
import { findTensorFlow } from './tensorflow/installation';

export interface BackendReport {
  readonly name: string;
  readonly available: boolean;
  /** What it is, or why it is not there: a sentence's worth. */
  readonly detail: string;
  /** What would help, where something would. */
  readonly remedy?: string;
  /** Of a small training step; absent where it was not timed. */
  readonly milliseconds?: number;
  /** Why `auto` does not take it; absent of the one it takes. */
  readonly whyNot?: string;
}

export interface DoctorReport {
  /** Version of ONNX Runtime. */
  readonly onnxRuntime: string;
  /** Version and variant, where one is set up. */
  readonly tensorFlow?: string;
  /** ONNX Runtime's version for which CUDA is set up, where it is. */
  readonly cuda?: string;
  readonly processor: Processor;
  readonly backends: readonly BackendReport[];
  readonly chosen: RuntimeName;
  /** Why `auto` takes this one. */
  readonly reason: string;
  /** When the runtimes were tried: ISO 8601, UTC. */
  readonly measured: string;
}

/** Providers of ONNX Runtime that are not asked for by any name. */
const UNUSED = ['tensorrt', 'qnn', 'xnnpack', 'webnn'];

/** Takes some seconds where the runtimes must be tried. */
export async function doctor(options: SurveyOptions = {}): Promise<DoctorReport> {
  const { findings, measured } = await survey(options);
  const choice = automaticChoice(findings);
  const [tensorFlow, cuda] = [findTensorFlow(), findCuda()];
  const unused = ort.listSupportedBackends().filter(({ name }) => UNUSED.includes(name));
  return {
    onnxRuntime: ort.isWebAssembly ? `${ort.libraryVersion} as WebAssembly` : ort.libraryVersion,
    ...(tensorFlow && { tensorFlow: `${tensorFlow.version} (${tensorFlow.variant})` }),
    ...(cuda && { cuda: cuda.version }),
    processor: processor(),
    backends: [
      ...findings.map((finding) => reportOf(finding, choice)),
      ...unused.map(({ name }) => unusedReport(name)),
    ],
    chosen: choice.chosen.name,
    reason: choice.reason,
    measured,
  };
}

function reportOf(finding: Finding, choice: Choice): BackendReport {
  const { name, available } = finding;
  const rest = finding === choice.chosen ? {} : { whyNot: whyNot(finding, choice) };
  if (!finding.available) {
    const { reason, remedy } = finding;
    return { name, available, detail: reason, ...(remedy !== undefined && { remedy }), ...rest };
  }
  const { device, software, milliseconds } = finding;
  return {
    ...{ name, available, ...rest },
    detail: software ? `software, no graphics card (${device})` : device,
    ...(software && { remedy: 'Install the driver of the graphics card, if there is one.' }),
    ...(milliseconds !== undefined && { milliseconds }),
  };
}

function unusedReport(name: string): BackendReport {
  return {
    ...{ name, available: false },
    detail: 'ONNX Runtime knows it; Negative Space does not use it',
    remedy: 'The same graphics card runs through webgpu.',
    whyNot: 'Negative Space does not use it.',
  };
}
