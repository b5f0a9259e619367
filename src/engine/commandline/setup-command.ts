// `negative-space setup`: brings what is not part of the product, or removes it again.
import { Argument, Option, type Command } from 'commander';
import type { SettableRuntimeName } from '../../protocol/errand';
import { InputError } from '../input-error';
import { DEFAULT_VERSION, type Edition } from '../setup/edition';
import type { SetUpOptions } from '../setup/set-up';
import { settableRuntimes } from '../setup/settable-runtimes';
import { sizeText } from '../setup/size-text';
import { defineCommand } from './define-command';
import { interruptible } from './interruption';
import type { Output } from './output';

interface Options {
  readonly cpu?: boolean;
  readonly gpu?: boolean;
  readonly version?: string;
  readonly index?: string;
  readonly remove?: boolean;
}

export function addSetupCommand(program: Command, output: Output): void {
  defineCommand(program, {
    usage: 'setup',
    summary:
      'Set up a faster runtime: TensorFlow, or CUDA for ONNX Runtime. Brings its libraries from the Python package index, by pip where there is one, and tries them. No Python runs them.',
    examples: ['setup tensorflow', 'setup cuda', 'setup tensorflow --gpu', 'setup cuda --remove'],
  })
    .addArgument(new Argument('<runtime>', 'what is set up').choices(Object.keys(settableRuntimes)))
    .addOption(new Option('--cpu', 'TensorFlow for the processor alone').conflicts('gpu'))
    .option('--gpu', 'for an NVIDIA graphics card, with CUDA; default: where one is there')
    .option('--version <version>', `of TensorFlow, 2.12 to 2.21; default: ${DEFAULT_VERSION}`)
    .option('--index <url>', 'the Python package index to take')
    .option('--remove', 'remove what was set up; all of it, or what the other options say')
    .action((what: SettableRuntimeName, options: Options) => {
      demandFitting(what, options);
      return options.remove ? remove(what, output, options) : setUp(what, output, options);
    });
}

function demandFitting(what: SettableRuntimeName, { cpu, version, index, remove }: Options): void {
  const name = settableRuntimes[what].title;
  if (what === 'cuda' && (cpu || version !== undefined))
    throw new InputError(
      `${name} is for graphics cards, and its version is ONNX Runtime’s: leave --cpu and --version out`,
    );
  if (remove && index !== undefined)
    throw new InputError(`--index says where to bring ${name} from: leave it out with --remove`);
}

async function setUp(what: SettableRuntimeName, output: Output, options: Options): Promise<void> {
  const onStop = (): void => {
    output.complain('Stopping. What is downloaded is kept; the next set-up goes on from it.');
  };
  const { result, sentences } = await interruptible(onStop, (signal) => {
    const { index } = options;
    const how = { signal, index, listener: listenerOf(output) };
    return settableRuntimes[what].setUp(askedEdition(options), how);
  });
  output.emit({ kind: 'result', ...result });
  for (const sentence of sentences) output.say(sentence);
}

const listenerOf = (output: Output): SetUpOptions['listener'] => ({
  say: (sentence) => {
    output.say(sentence);
  },
  progress: ({ task, done, total }) => {
    const detail = `${sizeText(done)}${total > 0 ? ` of ${sizeText(total)}` : ''}`;
    const progress = { task, done, total: Math.max(done, total) };
    output.advance({ kind: 'progress', ...progress }, progress, detail);
  },
});

async function remove(what: SettableRuntimeName, output: Output, options: Options): Promise<void> {
  const { title, ...runtime } = settableRuntimes[what];
  const { removed, freed } = await runtime.remove(askedEdition(options));
  output.emit({ kind: 'result', removed, freed });
  output.say(
    removed.length === 0
      ? 'There was nothing to remove.'
      : `Removed ${title} ${removed.join(', ')}: ${sizeText(freed)} are free again.`,
  );
}

function askedEdition({ cpu, gpu, version }: Options): Partial<Edition> {
  return {
    ...(version !== undefined && { version }),
    ...(cpu && { variant: 'cpu' as const }),
    ...(gpu && { variant: 'gpu' as const }),
  };
}
