// How a command ends that could not do its work: a sentence, and an exit code.
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommanderError } from 'commander';
import { InputError } from '../input-error';
import { Interrupted } from './interruption';
import type { Output } from './output';
import { isRefusal, refusal } from './refusal';
import { shownPath } from './words';

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
  if (isExpected(error)) return error;
  const log = join(folder, name);
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  await writeFile(log, `${stack}\n`).catch(() => undefined);
  return new LoggedDefect(log, error);
}

/** Says what went wrong. Gives the exit code: 2 for wrong input, 1 for a defect. */
export async function reportFailure(error: unknown, output: Output): Promise<number> {
  if (error instanceof CommanderError) return reportUsage(error, output);
  if (error instanceof Interrupted) {
    output.fail(error.message);
    return error.exitCode;
  }
  if (error instanceof InputError || isRefusal(error)) {
    output.fail(isRefusal(error) ? refusal(error) : error.message);
    return 2;
  }
  const defect = await logged(error, tmpdir(), `negative-space-error-${process.pid}.log`);
  if (defect instanceof LoggedDefect)
    output.fail(`internal error: ${firstLine(defect.message)} (details: ${shownPath(defect.log)})`);
  return 1;
}

function isExpected(error: unknown): boolean {
  const kinds = [InputError, Interrupted, CommanderError, LoggedDefect];
  return isRefusal(error) || kinds.some((kind) => error instanceof kind);
}

/** Help and version are no failures; help that nobody asked for is on stderr already. */
function reportUsage({ code, message, exitCode }: CommanderError, output: Output): number {
  if (exitCode === 0) return 0;
  const sentence = message
    .replace(/^error: /, '')
    .replaceAll('\n', ' ')
    .replace(/\.$/, '');
  if (code !== 'commander.help') output.fail(`${sentence}; negative-space --help says more`);
  return 2;
}

const firstLine = (text: string): string => text.split('\n')[0];
