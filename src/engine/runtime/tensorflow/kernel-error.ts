// What TensorFlow says when a kernel fails, in a sentence.

/** TF_Code of exhausted memory, as the addon writes it (tensorflow/c/tf_status.h). */
const EXHAUSTED = 'Invalid TF_Status: 8';

/** The error to throw for one that the addon threw in `kernel`. */
export function kernelError(kernel: string, error: unknown): Error {
  const { message } = asError(error);
  // What follows on further lines are node names and hints for programs of TensorFlow's own.
  const [said] = message.replace(/^Invalid TF_Status: \d+\s*Message: /, '').split('\n');
  const why = message.startsWith(EXHAUSTED) ? `out of memory: ${said}` : said;
  return new Error(`TensorFlow's ${kernel} failed: ${why}`, { cause: error });
}

export function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
