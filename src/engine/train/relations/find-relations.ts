// What a config's training must know of its samples beside their values.
import type { RunConfig } from '../../config/run-config';
import type { Dataset } from '../../dataset/dataset';
import { InputError } from '../../input-error';
import type { Runtime } from '../../runtime/runtime';
import { nearDuplicates } from './near-duplicates';
import { reviewedSamples } from './reviewed-samples';
import type { SampleNumbers, SampleRelations } from './row-relations';
import type { TrainingData } from '../data/training-data';

export interface RelationSources {
  readonly config: RunConfig;
  readonly data: Pick<TrainingData, 'train' | 'reviews'>;
  readonly runtime: Runtime;
  /** Whether pairs of views show two samples: then classes make the pairs, not the loss. */
  readonly partnered: boolean;
  /** Takes sentences on what has no effect. */
  readonly note: (sentence: string) => void;
}

/** @throws InputError where the samples lack the labels or groups that the config asks for. */
export async function findRelations(sources: RelationSources): Promise<SampleRelations> {
  const { config, data, partnered } = sources;
  const dataset = data.train;
  const { exclude } = config.negatives;
  const kin: SampleNumbers[] = [];
  for (const relation of new Set(exclude)) {
    const numbers = await kinBy(relation, sources);
    if (numbers) kin.push(numbers);
  }
  const byClass = config.positives.from === 'label' && !partnered;
  return {
    count: dataset.length,
    ...(byClass && { classes: numbered(labelsOf(dataset, 'positives.from')) }),
    kin,
  };
}

/** The part of `findRelations` that can fail and costs nothing. */
export function checkRelations({ negatives }: RunConfig, dataset: Dataset): void {
  if (negatives.exclude.includes('label')) labelsOf(dataset, 'negatives.exclude');
  if (negatives.exclude.includes('group')) groupsOf(dataset);
}

type Relation = RunConfig['negatives']['exclude'][number];

async function kinBy(
  relation: Relation,
  { config, data: { train: dataset, reviews }, note, ...search }: RelationSources,
): Promise<SampleNumbers | undefined> {
  switch (relation) {
    case 'label':
      return numbered(labelsOf(dataset, 'negatives.exclude'));
    case 'group':
      return numbered(groupsOf(dataset));
    case 'reviewed': {
      if (!reviews) throw new Error('the review decisions were not read');
      const { numbers, notes } = reviewedSamples(dataset, reviews);
      notes.forEach(note);
      return numbers;
    }
    case 'near-duplicate':
      return nearDuplicates(dataset, { ...search, cosine: config.negatives.duplicate_cosine });
    case 'sample': // `rowRelations` knows.
      return undefined;
  }
}

/** Samples without a number (−1) get one of their own. */
function numbered(numbers: Int32Array): SampleNumbers {
  const own = numbers.reduce((most, number) => Math.max(most, number), 0) + 1;
  return (sample) => (numbers[sample] < 0 ? own + sample : numbers[sample]);
}

function labelsOf({ labels }: Dataset, setting: string): Int32Array {
  if (labels) return labels;
  throw new InputError(
    `${setting}: label needs labels, but the training samples have none: name them in data.labels or data.columns.label, or leave label out.`,
  );
}

function groupsOf({ groups }: Dataset): Int32Array {
  if (groups) return groups;
  throw new InputError(
    'negatives.exclude: group needs the groups of the samples: name their column in data.columns.group, or leave group out.',
  );
}
