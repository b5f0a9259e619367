// Opens models on WebGPU, and tells where not all of one runs there.
import * as ort from './library';
import { nodePlacement, operationWords } from './node-placement';

type Options = ort.SessionOptions;

// That it cannot be opened so is no error.
const allOnDevice: Options = {
  logSeverityLevel: 4,
  extra: { session: { disable_cpu_ep_fallback: '1' } },
};

/** Told of operations that run on the CPU. */
export type Note = (sentence: string) => void;

/**
 * A session whose operations all run on the device; where WebGPU lacks one of them `note` is told
 * which run on the CPU instead.
 */
export async function webGpuSession(
  model: Uint8Array,
  options: Options,
  note?: Note,
): Promise<ort.InferenceSession> {
  try {
    return await ort.InferenceSession.create(model, { ...options, ...allOnDevice });
  } catch (error) {
    if (!(error instanceof Error && error.message.includes('fallback to CPU EP'))) throw error;
  }
  if (note) {
    const { onHost } = await nodePlacement(model);
    const operations = operationWords(onHost);
    note(
      `WebGPU has not all operations of a program: ${operations} run on the CPU, and their values move over and back at every run.`,
    );
  }
  return ort.InferenceSession.create(model, options);
}
