// The bench's entry: `npm run bench -- train steps --json figures.json`. Prints tables on stdout.
import { writeFile } from 'node:fs/promises';
import { Command, Option } from 'commander';
import { benchGpu, type GpuOptions } from './gpu';
import { gpuDevices } from './gpu-device';
import { precisions } from '../src/engine/config/precision';
import { runtimeChoices } from '../src/engine/config/runtime-choice';
import { networkNames } from './networks';
import { profileSteps, type ProfiledSteps } from './profile-steps';
import { table } from './report';
import { runtimesSection } from './runtimes';
import { serveSteps, type ServerOptions } from './step-server';
import { uiSection } from './ui';
import { selectSections, trainSections, type TrainOptions } from './train-sections';

const runtimeNames = runtimeChoices.filter((choice) => choice !== 'auto');

const program = new Command('bench').description(
  'Measures Negative Space against others at the same work.',
);

program
  .command('train')
  .description('training against PyTorch: speed, memory, and what was learned')
  .argument('[sections...]', `of ${Object.keys(trainSections).join(', ')}; default: all`)
  .option('--thorough', 'many rounds instead of few', false)
  .option('--epochs <number>', 'of the section outcome', Number, 5)
  .option('--seeds <number>', 'trainings of the section outcome, for each objective', Number, 1)
  .option('--software', 'in the section memory, WebGPU by software as well: minutes', false)
  .option('--json <file>', 'write the figures there too')
  .action(async (names: string[], options: TrainOptions & { json?: string }) => {
    const found: Record<string, unknown> = {};
    for (const [name, measure] of selectSections(names)) {
      process.stderr.write(`measuring ${name} …\n`);
      const section = await measure(options);
      process.stdout.write(`\n${table(section)}`);
      found[name] = section.figures;
    }
    if (options.json !== undefined)
      await writeFile(options.json, `${JSON.stringify(found, undefined, 2)}\n`);
  });

program
  .command('runtimes')
  .description('a training step on each of our runtimes and in both layouts of PyTorch')
  .option('--thorough', 'many rounds instead of few', false)
  .option('--json <file>', 'write the figures there too')
  .action(async ({ thorough, json }: { thorough: boolean; json?: string }) => {
    const section = await runtimesSection({ thorough });
    process.stdout.write(`\n${table(section)}`);
    if (json !== undefined)
      await writeFile(json, `${JSON.stringify({ runtimes: section.figures }, undefined, 2)}\n`);
  });

program
  .command('gpu')
  .description(
    'a training step of each of our runtimes and of PyTorch on an NVIDIA card, by kernel',
  )
  .addOption(
    new Option('--device <name>', 'where to run; the other two try the bench itself')
      .choices(gpuDevices)
      .default('cuda'),
  )
  .addOption(new Option('--nets <names...>').choices(networkNames).default(['resnet18', 'conv']))
  .addOption(
    new Option('--precisions <names...>', 'of ours; default: those that it gains from').choices(
      precisions,
    ),
  )
  .option('--batch <samples>', 'in a step, which takes two views of each', Number, 512)
  .option('--thorough', 'many rounds instead of few', false)
  .option('--json <file>', 'write the figures there too')
  .action(async ({ json, ...options }: GpuOptions & { json?: string }) => {
    const figures = await benchGpu(options, (text) => process.stdout.write(text));
    if (json !== undefined)
      await writeFile(json, `${JSON.stringify({ gpu: figures }, undefined, 2)}\n`);
  });

program
  .command('ui')
  .description('a real VS Code window on a run of many points: opening it, choosing anchors')
  .option('--json <file>', 'write the figures there too')
  .action(async ({ json }: { json?: string }) => {
    const section = await uiSection();
    process.stdout.write(`\n${table(section)}`);
    if (json !== undefined)
      await writeFile(json, `${JSON.stringify({ ui: section.figures }, undefined, 2)}\n`);
  });

program
  .command('serve-steps', { hidden: true })
  .addOption(new Option('--net <name>').choices(networkNames).makeOptionMandatory())
  .requiredOption('--views <number>', '', Number)
  .requiredOption('--threads <number>', '', Number)
  .addOption(new Option('--runtime <name>').choices(runtimeNames).makeOptionMandatory())
  .addOption(new Option('--precision <name>').choices(precisions).makeOptionMandatory())
  .requiredOption('--folder <path>')
  .action((options: ServerOptions) => serveSteps(options));

program
  .command('profile-steps', { hidden: true })
  .addOption(new Option('--net <name>').choices(networkNames).makeOptionMandatory())
  .requiredOption('--views <number>', '', Number)
  .requiredOption('--threads <number>', '', Number)
  .addOption(new Option('--runtime <name>').choices(runtimeNames).makeOptionMandatory())
  .addOption(new Option('--precision <name>').choices(precisions).makeOptionMandatory())
  .requiredOption('--steps <number>', '', Number)
  .action((options: ProfiledSteps) => profileSteps(options));

program.parseAsync().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
