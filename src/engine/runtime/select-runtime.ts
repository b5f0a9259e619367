// From the person's choice to a runtime that is there.
import type { Precision } from '../config/precision';
import type { RuntimeChoice } from '../config/runtime-choice';
import { InputError } from '../input-error';
import { automaticChoice, whyNot } from './choice';
import { examine as examineRuntime, possibleRuntimes } from './examine';
import { absenceOf, computesIn, type WorkingRuntime } from './finding';
import { openRuntime } from './open-runtime';
import { precisionError } from './precision-words';
import { runtimeWords } from './runtime-words';
import type { Runtime, RuntimeName } from './runtime';
import type { Note } from './webgpu-session';
import { survey, type SurveyOptions } from './survey';

export type { RuntimeChoice } from '../config/runtime-choice';

export interface SelectionOptions extends SurveyOptions {
  /** CPU threads within one operation; all cores by default. */
  readonly threads?: number;
  /** What is to be computed in; float32 by default. */
  readonly precision?: Precision;
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
 * a runtime was asked for by name and is not there, or where it, or none, gains from the precision;
 * software WebGPU is given to who asks for it.
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
  const { excluded = new Set<RuntimeName>(), precision = 'float32' } = options;
  const { findings } = await survey(options);
  const choice = automaticChoice(findings, excluded, precision);
  if (!computesIn(choice.chosen, precision))
    throw precisionError('No runtime of this machine gains from', precision);
  const others = findings
    .filter((finding) => finding !== choice.chosen)
    .map((finding) => {
      if (excluded.has(finding.name)) return [finding.name, 'It failed in this run.'] as const;
      const unfit = finding.available && !computesIn(finding, precision);
      const reason = unfit ? `It gains nothing from ${precision}.` : whyNot(finding, choice);
      return [finding.name, reason] as const;
    });
  return { runtime: await open(choice.chosen, options), others: Object.fromEntries(others) };
}

async function namedRuntime(name: RuntimeName, options: SelectionOptions): Promise<Runtime> {
  // What cannot be missing need not be tried.
  if (name === 'cpu') return fitting(await openRuntime('cpu', options), options);
  const finding = await (options.examine ?? examineRuntime)(name, false);
  if (!finding.available)
    throw new InputError(
      `${runtimeWords[name]} is not available: ${absenceOf(finding)} Or choose the runtime cpu.`,
    );
  return fitting(await open(finding, options), options);
}

/** @throws InputError where the runtime gains nothing from the precision that is asked for. */
function fitting(runtime: Runtime, { precision = 'float32' }: SelectionOptions): Runtime {
  if (runtime.precisions.includes(precision)) return runtime;
  throw precisionError(
    `${runtimeWords[runtime.name]} (${runtime.device}) gains nothing from`,
    precision,
  );
}

/** TensorFlow and the CPU tell their device themselves: it depends on the threads. */
function open(
  { name, device, software, precisions }: WorkingRuntime,
  { threads, note }: SelectionOptions,
): Promise<Runtime> {
  const own = name === 'cpu' || name === 'tensorflow';
  return openRuntime(name, {
    ...{ threads, note, precisions },
    ...(!own && { device: software ? `software WebGPU (${device})` : device }),
  });
}
