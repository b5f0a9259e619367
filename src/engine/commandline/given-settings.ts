// The settings that `loss` and `explain` compute with, and what of a config bare rows cannot give.
import { readConfigFile } from '../config/config-file';
import { examineConfig } from '../config/examine-config';
import { parseOverride } from '../config/overrides';
import { problemError, type Problem } from '../config/problem';
import type { RunConfig } from '../config/run-config';
import { negativesFaults } from '../config/sense/negatives';
import { objectiveFaults } from '../config/sense/objective';
import { InputError } from '../input-error';
import type { RowOptions } from './row-options';

export interface GivenSettings extends Pick<RunConfig, 'objective' | 'negatives'> {
  readonly seed: number;
}

/**
 * Of a config, or the default one, with `--set` over it; the data it names is not needed, and what
 * makes no sense for a training alone is no matter.
 * @throws InputError where settings, or settings and options, contradict each other.
 */
export async function givenSettings(
  file: string | undefined,
  options: RowOptions,
): Promise<GivenSettings> {
  const text = file === undefined ? 'data: { train: none }' : (await readConfigFile(file)).text;
  const name = file ?? 'defaults';
  const { config, problems } = examineConfig(text, name, options.set.map(parseOverride));
  if (!config) throw problemError(problems, name);
  const negatives = asGiven(config.negatives, options.queue !== undefined);
  checkSense({ ...config, negatives }, problems, name);
  const settings = { objective: config.objective, negatives, seed: config.train.seed };
  checkExclusions(settings, options);
  checkPositives(settings, options);
  checkMixing(settings, options);
  return settings;
}

/** A number that no batch reaches: what a step holds is not known here. */
const MANY = 1e9;

/** Nothing changes while training, for there is none; a queue that is given is where negatives come from. */
function asGiven(negatives: RunConfig['negatives'], queue: boolean): RunConfig['negatives'] {
  const written = { ...negatives, anneal: 'none', mix_after: 0 } as const;
  if (!queue && written.from !== 'batch')
    throw new InputError(
      `negatives come from a ${written.from}: give its rows with --queue, or --set negatives.from=batch`,
    );
  if (!queue) return written;
  if (written.from === 'memory-bank') return { ...written, size: MANY };
  return { ...written, from: 'queue', size: MANY, momentum: 0.999 };
}

/** Contradictions of the loss, at their places where the config itself has them. */
function checkSense(config: RunConfig, problems: readonly Problem[], file: string): void {
  const train = { ...config.train, batch_size: MANY };
  const faults = [objectiveFaults, negativesFaults].flatMap((find) => find({ ...config, train }));
  if (faults.length === 0) return;
  const said = problems.filter(({ message }) => faults.some((fault) => fault.message === message));
  throw said.length > 0 ? problemError(said, file) : new InputError(faults[0].message);
}

function checkExclusions({ negatives }: GivenSettings, { labels, queue }: RowOptions): void {
  for (const relation of negatives.exclude) {
    if (relation === 'sample' && queue === undefined) continue;
    if (relation !== 'label')
      throw new InputError(
        `negatives.exclude names "${relation}", which rows alone do not tell: leave it out with --set negatives.exclude=[…]`,
      );
    if (labels === undefined)
      throw new InputError(
        'negatives.exclude names "label": give the classes with --labels, or --set negatives.exclude=[]',
      );
  }
}

const manyPositives: readonly string[] = ['supcon', 'triplet', 'lifted', 'contrastive'];

/** Objectives that take all rows of a class for positives of each other. */
export const takesClasses = (objective: RunConfig['objective']): boolean =>
  manyPositives.includes(objective.name);

function checkPositives({ objective }: GivenSettings, options: RowOptions): void {
  const { views, labels, pairs, queue } = options;
  if (pairs !== undefined && labels !== undefined)
    throw new InputError('--pairs and --labels both say what is alike: give one of them');
  if (pairs !== undefined && !takesClasses(objective))
    throw new InputError(
      `${objective.name} has one positive, the other view: --pairs is for supcon, triplet, lifted and contrastive`,
    );
  if (views === '2') return;
  if (!takesClasses(objective))
    throw new InputError(
      `${objective.name} compares two views of each sample: with --views 1 use supcon, triplet, lifted or contrastive`,
    );
  if (labels === undefined && pairs === undefined)
    throw new InputError(
      'with --views 1 positives come from --labels or --pairs: give one of them',
    );
  if (queue !== undefined)
    throw new InputError('a queue needs queries and keys: leave out --queue, or --views 1');
}

function checkMixing({ negatives }: GivenSettings, { mix }: RowOptions): void {
  if (mix !== undefined && negatives.weighting !== 'mixing')
    throw new InputError(
      `--mix is for negatives.weighting=mixing, but it is ${negatives.weighting}`,
    );
}
