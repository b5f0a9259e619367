// `negative-space doctor`: what this machine offers for computing.
import type { Command } from 'commander';
import { doctor, type BackendReport } from '../runtime/doctor';
import { defineCommand } from './define-command';
import type { Output } from './output';
import { productVersion } from '../session/versions';
import { table } from './words';

export function addDoctorCommand(program: Command, output: Output): void {
  defineCommand(program, {
    usage: 'doctor',
    summary:
      'Say what this machine offers for computing, what would be taken, and why not the rest.',
    examples: ['doctor'],
  }).action(() => examine(output));
}

async function examine(output: Output): Promise<void> {
  const report = await doctor();
  output.emit({ kind: 'result', version: productVersion, node: process.versions.node, ...report });
  output.say(
    `Negative Space ${productVersion}, Node ${process.versions.node}, ONNX Runtime ${report.onnxRuntime}`,
  );
  output.say(table(report.backends.map(cells)));
  output.say(`A training takes ${report.chosen}: ${report.reason}`);
}

function cells({ name, available, detail, remedy }: BackendReport): string[] {
  return [name, available ? 'yes' : 'no', remedy === undefined ? detail : `${detail}. ${remedy}`];
}
