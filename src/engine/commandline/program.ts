// The command line as a whole: the commands, and how each of them ends.
import { Command } from 'commander';
import { addCheckCommand } from './check-command';
import { addCompareCommand } from './compare-command';
import { addDoctorCommand } from './doctor-command';
import { addEmbedCommand } from './embed-command';
import { addEvaluateCommand } from './evaluate-command';
import { addExplainCommand } from './explain-command';
import { reportFailure } from './failure';
import { addLossCommand } from './loss-command';
import { addNegativesCommand } from './negatives-command';
import { Output, surviveClosedPipes } from './output';
import { addRunsCommand } from './runs-command';
import { addSetupCommand } from './setup-command';
import { addSampleCommand } from './sample-command';
import { addTrainCommand } from './train-command';
import { productVersion } from '../session/versions';

const commands = [
  addSampleCommand,
  addCheckCommand,
  addTrainCommand,
  addCompareCommand,
  addEvaluateCommand,
  addEmbedCommand,
  addRunsCommand,
  addLossCommand,
  addExplainCommand,
  addNegativesCommand,
  addDoctorCommand,
  addSetupCommand,
];

/** Runs a command line (without node and program); sets the exit code and never rejects. */
export async function main(args: readonly string[]): Promise<void> {
  surviveClosedPipes();
  const output = new Output(args.includes('--json'));
  try {
    await createProgram(output).parseAsync(args, { from: 'user' });
  } catch (error) {
    process.exitCode = await reportFailure(error, output);
  }
}

function createProgram(output: Output): Command {
  const program = new Command('negative-space')
    .description('See, train and repair embeddings.')
    .version(productVersion)
    // A command may have a --version of its own.
    .enablePositionalOptions()
    .exitOverride()
    // Failures are said in one place.
    .configureOutput({ outputError: () => undefined })
    .addHelpText('after', '\nExample:\n  $ negative-space sample herbarium');
  for (const add of commands) add(program, output);
  return program;
}
