// From the person's choice to a runtime that is there.
import type { RuntimeChoice } from '../config/runtime-choice';
import { InputError } from '../input-error';
import { automaticChoice, whyNot } from './choice';
import { examine as examineRuntime, possibleRuntimes } from './examine';
import { absenceOf, type WorkingRuntime } from './finding';
import { openRuntime } from './open-runtime';
import { runtimeWords } from './runtime-words';
import type { Runtime, RuntimeName } from './runtime';
import type { Note } from './webgpu-session';
import { survey, type SurveyOptions } from './survey';

export type { RuntimeChoice } from '../config/runtime-choice';

export interface SelectionOptions extends SurveyOptions {
  /** CPU threads within one operation; all cores by default. */
  readonly threads?: number;
  /** Runtimes that have failed: `auto` does not take them. */
  readonly excluded?: ReadonlySet<RuntimeName>;
  /** Told of operations that do not run on the device. */
  readonly note?: Note;
}

export interface SelectedRuntime {
  readonly runtime: Runtime;
  /** Why not the others, by name: sentences. */
  readonly others: Readonly<Partial<Record<RuntimeName, string>>>;
}

/**
 * `auto` takes the fastest that works, else the CPU; see `automaticChoice`. Throws `InputError` where
 * a runtime was asked for by name and is not there; software WebGPU is given to who asks for it.
 */
export async function chooseRuntime(
  choice: RuntimeChoice,
  options: SelectionOptions = {},
): Promise<SelectedRuntime> {
  const { threads } = options;
  if (threads !== undefined && !(Number.isInteger(threads) && threads >= 1))
    throw new InputError(`The number of threads is ${threads}: give a whole number from 1 on.`);
  if (choice === 'auto') return chooseFastest(options);
  const others = possibleRuntimes()
    .filter((name) => name !== choice)
    .map((name) => [name, `${choice} was asked for.`] as const);
  return { runtime: await namedRuntime(choice, options), others: Object.fromEntries(others) };
}

/** As `chooseRuntime`, for those who need not know of the others. */
export async function selectRuntime(
  choice: RuntimeChoice,
  options: SelectionOptions = {},
): Promise<Runtime> {
  return (await chooseRuntime(choice, options)).runtime;
}

async function chooseFastest(options: SelectionOptions): Promise<SelectedRuntime> {
  const { excluded = new Set<RuntimeName>() } = options;
  const { findings } = await survey(options);
  const choice = automaticChoice(findings, excluded);
  const others = findings
    .filter((finding) => finding !== choice.chosen)
    .map((finding) => {
      const failed = excluded.has(finding.name);
      return [finding.name, failed ? 'It failed in this run.' : whyNot(finding, choice)] as const;
    });
  return { runtime: await open(choice.chosen, options), others: Object.fromEntries(others) };
}

async function namedRuntime(name: RuntimeName, options: SelectionOptions): Promise<Runtime> {
  // What cannot be missing need not be tried.
  if (name === 'cpu') return openRuntime('cpu', options);
  const finding = await (options.examine ?? examineRuntime)(name, false);
  if (!finding.available)
    throw new InputError(
      `${runtimeWords[name]} is not available: ${absenceOf(finding)} Or choose the runtime cpu.`,
    );
  return open(finding, options);
}

/** TensorFlow and the CPU tell their device themselves: it depends on the threads. */
function open(
  { name, device, software }: WorkingRuntime,
  { threads, note }: SelectionOptions,
): Promise<Runtime> {
  const own = name === 'cpu' || name === 'tensorflow';
  return openRuntime(name, {
    ...{ threads, note },
    ...(!own && { device: software ? `software WebGPU (${device})` : device }),
  });
}
