// `negative-space setup`: brings what is not part of the product, or removes it again.
import { Argument, Option, type Command } from 'commander';
import { InputError } from '../input-error';
import { DEFAULT_VERSION, defaultEdition, type Edition } from '../setup/edition';
import { removeTensorFlow } from '../setup/remove-tensorflow';
import { setUpTensorFlow } from '../setup/set-up-tensorflow';
import { setUpSentences } from '../setup/set-up-sentences';
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
      'Set up TensorFlow, a faster runtime: brings its libraries from the Python package index, by pip where there is one, and tries them. No Python runs them.',
    examples: ['setup tensorflow', 'setup tensorflow --gpu', 'setup tensorflow --remove'],
  })
    .addArgument(new Argument('<runtime>', 'what is set up').choices(['tensorflow']))
    .addOption(new Option('--cpu', 'for the processor alone').conflicts('gpu'))
    .option('--gpu', 'for an NVIDIA graphics card, with CUDA; default: where one is there')
    .option('--version <version>', `of TensorFlow, 2.12 to 2.21; default: ${DEFAULT_VERSION}`)
    .option('--index <url>', 'the Python package index to take')
    .option('--remove', 'remove what was set up; all of it, or what the other options say')
    .action((_runtime: string, options: Options) =>
      options.remove ? remove(output, options) : setUp(output, options),
    );
}

async function setUp(output: Output, options: Options): Promise<void> {
  const { index } = options;
  const edition: Edition = { ...defaultEdition(), ...askedEdition(options) };
  const onStop = (): void => {
    output.complain('Stopping. What is downloaded is kept; the next set-up goes on from it.');
  };
  const result = await interruptible(onStop, (signal) =>
    setUpTensorFlow(edition, {
      ...{ signal, index },
      listener: {
        say: (sentence) => {
          output.say(sentence);
        },
        progress: ({ task, done, total }) => {
          const detail = `${sizeText(done)}${total > 0 ? ` of ${sizeText(total)}` : ''}`;
          const progress = { task, done, total: Math.max(done, total) };
          output.advance({ kind: 'progress', ...progress }, progress, detail);
        },
      },
    }),
  );
  output.emit({ kind: 'result', ...result });
  for (const sentence of setUpSentences(result)) output.say(sentence);
}

async function remove(output: Output, options: Options): Promise<void> {
  if (options.index !== undefined)
    throw new InputError('--index says where to bring TensorFlow from: leave it out with --remove');
  const { removed, freed } = await removeTensorFlow(askedEdition(options));
  output.emit({ kind: 'result', removed, freed });
  output.say(
    removed.length === 0
      ? 'There was nothing to remove.'
      : `Removed TensorFlow ${removed.join(', ')}: ${sizeText(freed)} are free again.`,
  );
}

function askedEdition({ cpu, gpu, version }: Options): Partial<Edition> {
  return {
    ...(version !== undefined && { version }),
    ...(cpu && { variant: 'cpu' as const }),
    ...(gpu && { variant: 'gpu' as const }),
  };
}
