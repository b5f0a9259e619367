// `negative-space doctor`: what this machine offers for computing.
import type { Command } from 'commander';
import { doctor } from '../runtime/doctor';
import { defineCommand } from './define-command';
import { hardwareLines } from './hardware-lines';
import type { Output } from './output';
import { productVersion } from '../session/versions';

interface Options {
  readonly again?: boolean;
}

export function addDoctorCommand(program: Command, output: Output): void {
  defineCommand(program, {
    usage: 'doctor',
    summary:
      'Say what this machine offers for computing, what would be taken, and why not the rest.',
    examples: ['doctor', 'doctor --again'],
  })
    .option('--again', 'try the runtimes anew, whatever is remembered of them')
    .action((options: Options) => examine(options, output));
}

async function examine({ again = false }: Options, output: Output): Promise<void> {
  const report = await doctor({ again });
  output.emit({ kind: 'result', version: productVersion, node: process.versions.node, ...report });
  for (const line of hardwareLines(report)) output.say(line);
}
