// The partners that a config's `positives` ask for.
import type { RunConfig } from '../../config/run-config';
import type { Dataset } from '../../dataset/dataset';
import { InputError } from '../../input-error';
import { groupRows, hasCompany, type GroupedRows } from './grouped-rows';
import type { PairList } from './pair-list';
import { DrawnPartners, ownPartners, type Partners } from './partners';
import type { TrainingData } from '../data/training-data';

type Settings = Pick<RunConfig, 'positives' | 'objective' | 'train'>;

/**
 * The classes of the samples make the positives of these objectives, all of the batch at once:
 * they need no second sample.
 */
const ofManyPositives: ReadonlySet<RunConfig['objective']['name']> = new Set([
  'supcon',
  'triplet',
  'lifted',
  'contrastive',
]);

/** @throws InputError where the samples cannot be paired so. */
export function configPartners(
  { train, pairs }: Pick<TrainingData, 'train' | 'pairs'>,
  { positives, objective, train: { seed } }: Settings,
): Partners {
  switch (positives.from) {
    case 'label': {
      const classes = classesOf(train);
      return ofManyPositives.has(objective.name) ? ownPartners : inGroups(classes, seed);
    }
    case 'pairs':
      if (!pairs) throw new Error('the pairs of the config were not read');
      return inPairs(pairs, seed);
    case 'sequence':
      return inSequence(sequencesOf(train), positives.window, seed);
    case 'augmentation':
    case 'aligned':
    case 'channels':
      return ownPartners;
  }
}

function classesOf({ labels }: Dataset): GroupedRows {
  if (!labels)
    throw new InputError(
      'positives.from: label needs labels, but the training samples have none: name them in data.labels or data.columns.label, or take positives.from: augmentation.',
    );
  const classes = groupRows(labels);
  if (hasCompany(classes)) return classes;
  throw new InputError(
    'positives.from: label needs two samples of a class, but no class has more than one.',
  );
}

/** Any other sample of the group; itself for a sample without group. */
function inGroups({ groups, members, starts, places }: GroupedRows, seed: number): Partners {
  return new DrawnPartners((row) => {
    const group = groups[row];
    if (group < 0) return undefined;
    return { members, from: starts[group], to: starts[group + 1], own: places[row] };
  }, seed);
}

function inPairs({ partners: members, starts }: PairList, seed: number): Partners {
  return new DrawnPartners((row) => ({ members, from: starts[row], to: starts[row + 1] }), seed);
}

/** Without groups all samples are one sequence; without order they stand as in the data. */
function sequencesOf({ length, groups, order }: Dataset): GroupedRows {
  const sequences = groupRows(groups ?? new Int32Array(length), order);
  if (hasCompany(sequences)) return sequences;
  throw new InputError(
    'positives.from: sequence needs two samples of a group, but no group has more than one: name their group in data.columns.group.',
  );
}

function inSequence(
  { groups, members, starts, places }: GroupedRows,
  window: number,
  seed: number,
): Partners {
  return new DrawnPartners((row) => {
    const group = groups[row];
    if (group < 0) return undefined;
    const own = places[row];
    const from = Math.max(starts[group], own - window);
    return { members, from, to: Math.min(starts[group + 1], own + window + 1), own };
  }, seed);
}
