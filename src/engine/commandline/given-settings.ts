// The settings that `loss` and `explain` compute with, and what of a config bare rows cannot give.
import { readConfigFile } from '../config/config-file';
import { parseConfig } from '../config/load-config';
import type { RunConfig } from '../config/run-config';
import { InputError } from '../input-error';
import type { RowOptions } from './row-options';

export interface GivenSettings extends Pick<RunConfig, 'objective' | 'negatives'> {
  readonly seed: number;
}

/**
 * Of a config, or the default one, with `--set` over it; the data it names is not needed.
 * @throws InputError where settings and options contradict each other.
 */
export async function givenSettings(
  file: string | undefined,
  options: RowOptions,
): Promise<GivenSettings> {
  const config =
    file === undefined
      ? parseConfig('data: { train: none }', 'defaults', options.set)
      : parseConfig((await readConfigFile(file)).text, file, options.set);
  const settings: GivenSettings = {
    objective: config.objective,
    negatives: asWritten(fromQueue(config.negatives, options.queue !== undefined)),
    seed: config.train.seed,
  };
  checkExclusions(settings, options);
  checkPositives(settings, options);
  checkMixing(settings, options);
  return settings;
}

/** Nothing changes while training, for there is no training. */
function asWritten(negatives: RunConfig['negatives']): RunConfig['negatives'] {
  return { ...negatives, anneal: 'none', mix_after: 0 };
}

/** A queue that is given is what negatives come from. */
function fromQueue(negatives: RunConfig['negatives'], given: boolean): RunConfig['negatives'] {
  if (negatives.from !== 'batch') {
    if (given) return negatives;
    throw new InputError(
      `negatives come from a ${negatives.from}: give its rows with --queue, or --set negatives.from=batch`,
    );
  }
  if (!given) return negatives;
  return { ...negatives, from: 'queue', size: 65_536, momentum: 0.999 };
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
