// `negative-space check`: everything that is wrong with a config, with its place.
import type { Command } from 'commander';
import { readConfigFile } from '../config/config-file';
import { examineConfig } from '../config/examine-config';
import { parseOverride } from '../config/overrides';
import type { Problem } from '../config/problem';
import { resolvedYaml } from '../config/resolved-yaml';
import { defineCommand, setOption } from './define-command';
import type { Output } from './output';

interface Options {
  readonly set: readonly string[];
  readonly resolved?: true;
}

export function addCheckCommand(program: Command, output: Output): void {
  defineCommand(program, {
    usage: 'check <config>',
    summary:
      'Say what is wrong with a config, and which settings have no effect. Every problem comes with file:line:column; the data must exist but is not read.',
    examples: [
      'check leaves.contrast.yaml',
      'check leaves.contrast.yaml --set negatives.beta=2 --resolved',
    ],
  })
    .addOption(setOption())
    .option('--resolved', 'print the config with every default filled in')
    .action((config: string, options: Options) => check(output, config, options));
}

async function check(output: Output, file: string, { set, resolved }: Options): Promise<void> {
  const { text } = await readConfigFile(file);
  const { config, problems, warnings } = examineConfig(text, file, set.map(parseOverride));
  for (const problem of problems) {
    output.emit({ kind: 'problem', file, ...problem });
    output.complain(problemLine(file, problem));
  }
  for (const warning of warnings) {
    output.emit({ kind: 'warning', file, ...warning });
    output.complain(`warning: ${problemLine(file, warning)}`);
  }
  if (problems.length > 0) process.exitCode = 2;
  else if (resolved && config) output.say(resolvedYaml(config).trimEnd());
  else output.say(`${file}: no problems.`);
  output.emit({
    kind: 'result',
    problems: problems.length,
    warnings: warnings.length,
    ...(resolved && config && { config }),
  });
}

function problemLine(file: string, { line, column, message, override }: Problem): string {
  if (override !== undefined) return `setting "${override}": ${message}`;
  return `${file}:${line}:${column}: ${message}`;
}
