// What TensorFlow says when a kernel fails, in a sentence.
import { InputError } from '../../input-error';

/** TF_Code of exhausted memory, as the addon writes it (tensorflow/c/tf_status.h). */
const EXHAUSTED = 'Invalid TF_Status: 8';

/** The error to throw for one that the addon threw in `kernel`. */
export function kernelError(kernel: string, error: unknown): Error {
  const message = error instanceof Error ? error.message : String(error);
  // Node names of TensorFlow's own graphs follow on further lines: they say nothing here.
  const [said] = message.replace(/^Invalid TF_Status: \d+\s*Message: /, '').split('\n');
  if (message.startsWith(EXHAUSTED) || /\bOOM\b|out of memory/i.test(message))
    return new InputError(
      `TensorFlow ran out of memory (${said}): choose a smaller train.batch_size, or set train.chunk_size.`,
    );
  return new Error(`TensorFlow's ${kernel} failed: ${said}`, { cause: error });
}

export function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
