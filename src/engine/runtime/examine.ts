// Finds out what a runtime is worth on this machine.
import { cudaAbsence } from './cuda/absence';
import type { Finding } from './finding';
import * as ort from './library';
import { onnxProviders } from './onnx-runtime';
import { probe, type ProbeFindings } from './probe';
import { cpuWords } from './cpu-words';
import type { RuntimeName } from './runtime';
import { MOST_DEVIATION } from './self-test';
import { findTensorFlow } from './tensorflow/installation';
import type { WebGpuAdapter } from './webgpu-adapter';
import { probeWebGpu } from './webgpu-probe';

/** Tries a runtime, and times it where that is asked for. */
export type Examine = (name: RuntimeName, timed: boolean) => Promise<Finding>;

type OtherProvider = 'cuda' | 'directml' | 'coreml';

export const examine: Examine = async (name, timed) => {
  switch (name) {
    case 'cpu':
      return examineCpu(timed);
    case 'webgpu':
      return examineWebGpu(timed);
    case 'tensorflow':
      return examineTensorFlow(timed);
    default:
      return examineProvider(name, timed);
  }
};

/** The runtimes that may be there on such a machine, in the order in which they are told. */
export function possibleRuntimes(): RuntimeName[] {
  const listed = ort.listSupportedBackends().map(({ name }) => name);
  const others = (['cuda', 'directml', 'coreml'] as const).filter((name) =>
    listed.includes(onnxProviders[name]),
  );
  return ['cpu', 'webgpu', 'tensorflow', ...others];
}

async function examineCpu(timed: boolean): Promise<Finding> {
  const working = { name: 'cpu', available: true, device: cpuWords() } as const;
  if (!timed) return working;
  const { answer } = await probe({ name: 'cpu', timed });
  const milliseconds = answer && 'milliseconds' in answer ? answer.milliseconds : undefined;
  return { ...working, ...(milliseconds !== undefined && { milliseconds }) };
}

/** Software, which would take long, is not timed. */
async function examineWebGpu(timed: boolean): Promise<Finding> {
  const adapter = await probeWebGpu();
  return webGpuFinding(timed && adapter.kind === 'real' ? await probeWebGpu(true) : adapter);
}

export function webGpuFinding(adapter: WebGpuAdapter): Finding {
  const name = 'webgpu';
  if (adapter.kind === 'absent') {
    const { reason, remedy } = adapter;
    return { name, available: false, reason, remedy };
  }
  const { kind, name: device, precisions, milliseconds } = adapter;
  return {
    ...{ name, available: true, device, precisions: [...precisions] },
    ...(kind === 'software' && { software: true }),
    ...(milliseconds !== undefined && { milliseconds }),
  };
}

async function examineTensorFlow(timed: boolean): Promise<Finding> {
  if (!findTensorFlow())
    return {
      ...{ name: 'tensorflow', available: false, reason: 'it is not set up' },
      remedy: 'Set it up: negative-space setup tensorflow.',
    };
  return probedFinding('tensorflow', await probe({ name: 'tensorflow', timed }));
}

async function examineProvider(name: OtherProvider, timed: boolean): Promise<Finding> {
  if (!possibleRuntimes().includes(name))
    return {
      ...{ name, available: false },
      reason: `ONNX Runtime has no ${name} for ${process.platform} on ${process.arch}`,
      remedy: 'Graphics cards run through webgpu.',
    };
  return probedFinding(name, await probe({ name, timed }));
}

/** What the probe of a runtime means, where no more than its answer is known. */
export function probedFinding(name: RuntimeName, findings: ProbeFindings): Finding {
  const { answer, ending, log } = findings;
  const absent = (reason: string, remedy: string): Finding => ({
    ...{ name, available: false, reason, remedy },
  });
  if (!answer)
    return absent(`it ended the process that tried it (${ending ?? 'no answer'})`, renewal(name));
  if ('failure' in answer) return failure(name, answer.failure, log);
  const { deviation, device, precisions, milliseconds } = answer;
  if (deviation === null || !(deviation <= MOST_DEVIATION))
    return absent(
      `it computes wrongly (a self-test deviates by ${deviation ?? 'infinity'})`,
      renewal(name),
    );
  return {
    ...{ name, available: true, device, precisions },
    ...(milliseconds !== undefined && { milliseconds }),
  };
}

function failure(name: RuntimeName, message: string, log: string): Finding {
  const known = name === 'cuda' ? cudaAbsence(message, log) : undefined;
  if (known) return { name, available: false, reason: known.reason, remedy: known.remedy };
  const [sentence] = message.split('\n');
  return {
    ...{ name, available: false, reason: `it could not be started: ${sentence.slice(0, 300)}` },
    remedy: renewal(name),
  };
}

function renewal(name: RuntimeName): string {
  if (name === 'tensorflow') return 'Set it up anew: negative-space setup tensorflow.';
  if (name === 'cuda') return 'Update the NVIDIA driver, or try negative-space setup cuda again.';
  return 'Update the graphics driver.';
}
