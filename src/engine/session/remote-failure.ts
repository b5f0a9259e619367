// What an error is for another process: a sentence for a person, and never a stack.
import { RemoteError, type RemoteFailure } from '../../protocol/connection';
import { InputError } from '../input-error';
import { stackOf } from './defect';
import { isRefusal, refusal } from './refusal';

const OUR_FAULT = 'an internal error of Negative Space: its log has the details';

/** `onDefect` gets the stack of what is nobody's input. */
export function remoteFailure(error: unknown, onDefect: (stack: string) => void): RemoteFailure {
  if (error instanceof InputError) return { code: 'input', message: error.message };
  if (isRefusal(error)) return { code: 'input', message: refusal(error) };
  // It was described by the process that it came from.
  if (error instanceof RemoteError) return error.failure;
  if (error instanceof Aborted) return { code: 'aborted', message: error.message };
  onDefect(stackOf(error));
  return { code: 'defect', message: OUR_FAULT };
}

/** Why work ends that somebody asked to end. */
export class Aborted extends Error {
  override readonly name = 'Aborted';
}
