// What every command has: a summary, an example, --json, and errors as exceptions.
import { InvalidArgumentError, Option, type Command } from 'commander';
import { runtimeChoices } from '../config/runtime-choice';

export interface CommandText {
  /** `train <config>` */
  readonly usage: string;
  /** Full sentences. */
  readonly summary: string;
  /** Command lines, without the program's name. */
  readonly examples: readonly string[];
}

export function defineCommand(
  program: Command,
  { usage, summary, examples }: CommandText,
): Command {
  const lines = examples.map((example) => `  $ negative-space ${example}`).join('\n');
  return program
    .command(usage)
    .summary(summary.split(/[.:;] /)[0].replace(/\.$/, ''))
    .description(summary)
    .option('--json', 'print one JSON object a line')
    .addHelpText('after', `\nExample${examples.length === 1 ? '' : 's'}:\n${lines}`);
}

/** `--runtime`, checked. */
export const runtimeOption = (): Option =>
  new Option('--runtime <name>', 'where to compute; default: as the config says').choices(
    runtimeChoices,
  );

/** `--set`, any number of times. */
export const setOption = (): Option =>
  new Option('--set <path=value>', 'change a setting of the config; may be repeated')
    .argParser((value: string, before: string[]) => [...before, value])
    .default([], 'none');

/** Parses an option that is a whole number in [low, high]. */
export const wholeNumber =
  (low: number, high: number) =>
  (text: string): number => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= low && value <= high) return value;
    throw new InvalidArgumentError(`Give a whole number from ${low} to ${high}.`);
  };
