// Defects of our own: their stack goes to a log file, the person gets one sentence.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '../input-error';
import { isRefusal } from './refusal';

/** A defect whose stack lies in a log file. */
export class LoggedDefect extends Error {
  constructor(
    readonly log: string,
    cause: unknown,
  ) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

/** Writes the stack of a defect to `folder`; errors that a person can mend are given back. */
export async function logged(error: unknown, folder: string, name: string): Promise<unknown> {
  if (error instanceof InputError || error instanceof LoggedDefect || isRefusal(error))
    return error;
  const log = join(folder, name);
  await writeFile(log, `${stackOf(error)}\n`).catch(() => undefined);
  return new LoggedDefect(log, error);
}

/** With the stacks of what caused it. */
export function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof LoggedDefect) return stackOf(error.cause);
  const stack = error.stack ?? error.message;
  return error.cause === undefined ? stack : `${stack}\ncaused by ${stackOf(error.cause)}`;
}
