// Whether CUDA works on this machine with ONNX Runtime, tried in a process of its own: a small loss and
// its gradients on the card, against the processor's.
import { InputError } from '../input-error';
import { cudaAbsence } from '../runtime/cuda/absence';
import { CUDA_FOLDER } from '../runtime/cuda/load';
import { probedFinding } from '../runtime/examine';
import { absenceOf } from '../runtime/finding';
import { probe, type ProbeFindings } from '../runtime/probe';
import { UnfitMachine } from './unfit-machine';

export interface CudaTested {
  /** The card in words; absent where none was found. */
  readonly device?: string;
  /** Why none was found: a part of a sentence. */
  readonly missing?: string;
}

export interface TryOptions {
  readonly signal: AbortSignal;
  /** A machine that has no card is no failure. */
  readonly withoutCard: boolean;
}

/**
 * @param folder a tree or an installation.
 * @throws InputError that says how it failed.
 */
export async function tryCuda(
  folder: string,
  { signal, withoutCard }: TryOptions,
): Promise<CudaTested> {
  const environment = { [CUDA_FOLDER]: folder };
  const trying = probe({ name: 'cuda', environment, signal });
  const findings = await trying.catch((error: unknown) => {
    signal.throwIfAborted();
    throw error;
  });
  const finding = probedFinding('cuda', findings);
  if (finding.available) return { device: finding.device };
  const ofMachine = liesInMachine(findings);
  if (withoutCard && ofMachine) return { missing: finding.reason };
  const sentence = `CUDA does not run on this machine: ${absenceOf(finding)}`;
  throw ofMachine ? new UnfitMachine(sentence) : new InputError(sentence);
}

function liesInMachine({ answer, log }: ProbeFindings): boolean {
  const failure = answer && 'failure' in answer ? answer.failure : '';
  return cudaAbsence(failure, log)?.ofMachine ?? false;
}
