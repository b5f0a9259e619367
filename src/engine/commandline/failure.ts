// How a command ends that could not do its work: a sentence, and an exit code.
import { tmpdir } from 'node:os';
import { CommanderError } from 'commander';
import { InputError } from '../input-error';
import { logged, LoggedDefect } from '../session/defect';
import { isRefusal, refusal } from '../session/refusal';
import { Interrupted } from './interruption';
import type { Output } from './output';
import { shownPath } from './words';

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
