// Why a negative may be a false one, or not, in sentences.
import type { Reason } from '../../protocol/run-view';
import { FEWEST_EPOCHS } from './hardness-history';
import { labelCounts, labelOf, type InspectedSamples } from './samples';

/** How many of the nearest are looked at. */
export const NEAREST = 20;
/** Shared neighbours, of 20, that speak for one class; fewer than the second speak against it. */
const MANY_SHARED = 8;
const FEW_SHARED = 2;
/** Parts of the epochs that were looked at. */
const LASTING = 0.75;
const PASSING = 0.25;

/** What is known of an anchor and one of its negatives. */
export interface PairFacts {
  readonly anchor: number;
  readonly negative: number;
  readonly cosine: number;
  /** Cosine of the anchor's own two views. */
  readonly viewCosine: number | undefined;
  /** Whether views are usually nearer to each other than samples of a class; absent until known. */
  readonly viewsNearerThanClass?: boolean;
  /** The 20 nearest of a sample by the head's output, nearest first; absent until known. */
  readonly nearest?: (sample: number) => ArrayLike<number>;
  readonly samples: InspectedSamples;
  readonly history: { readonly times: number; readonly looked: number; readonly stored: number };
}

/** At most five; what is not known gives no reason. */
export function reasonsOf(facts: PairFacts): Reason[] {
  const reasons = [byViews, byRanks, bySharedNeighbours, byLabels, byHistory];
  return reasons.map((reason) => reason(facts)).filter((reason) => reason !== undefined);
}

/** Views that are nearer than a class say nothing of what is farther than they are. */
function byViews({ cosine, viewCosine, viewsNearerThanClass }: PairFacts): Reason | undefined {
  if (viewCosine === undefined) return undefined;
  const [own, other] = [viewCosine.toFixed(3), cosine.toFixed(3)];
  if (cosine > viewCosine)
    return {
      speaks: 'for',
      sentence: `It is nearer to the anchor than the anchor’s own two views are to each other (${other} over ${own}).`,
    };
  if (viewsNearerThanClass === undefined) return undefined;
  return {
    speaks: viewsNearerThanClass ? 'neither' : 'against',
    sentence: `The anchor’s own two views are nearer to each other (${own}) than it is to the anchor (${other}).`,
  };
}

function byRanks({ anchor, negative, nearest }: PairFacts): Reason | undefined {
  if (!nearest) return undefined;
  const of = placeIn(nearest(anchor), negative);
  const back = placeIn(nearest(negative), anchor);
  if (of && back)
    return {
      speaks: 'for',
      sentence: `Each is among the ${NEAREST} nearest of the other: it is number ${of} for the anchor, the anchor number ${back} for it.`,
    };
  if (back)
    return {
      speaks: 'neither',
      sentence: `The anchor is number ${back} among its nearest, but it is not among the ${NEAREST} nearest of the anchor.`,
    };
  return {
    speaks: 'against',
    sentence: of
      ? `It is number ${of} among the anchor’s nearest, but the anchor is not among its own ${NEAREST} nearest.`
      : `Neither is among the ${NEAREST} nearest of the other.`,
  };
}

function bySharedNeighbours({ anchor, negative, nearest }: PairFacts): Reason | undefined {
  if (!nearest) return undefined;
  const own = new Set(Array.from(nearest(anchor)));
  const shared = Array.from(nearest(negative)).filter((row) => own.has(row)).length;
  const speaks = shared >= MANY_SHARED ? 'for' : shared < FEW_SHARED ? 'against' : 'neither';
  const many = shared === 0 ? 'none' : String(shared);
  return { speaks, sentence: `Of the ${NEAREST} nearest of each, ${many} ${verb(shared)} shared.` };
}

function byLabels({ anchor, negative, nearest, samples }: PairFacts): Reason | undefined {
  const [own, other] = [labelOf(samples, anchor), labelOf(samples, negative)];
  if (!nearest) return own !== undefined && own === other ? sameLabel(samples, own) : undefined;
  const around = surroundings(samples, nearest(negative));
  if (other === undefined || own === undefined) {
    if (!around) return undefined;
    const alike = own !== undefined && around.label === own;
    return { speaks: alike ? 'for' : 'neither', sentence: `${around.sentence}.` };
  }
  const name = samples.classes[own];
  const labels =
    own === other
      ? `Both are labelled ${name}`
      : `It is labelled ${samples.classes[other]}, the anchor ${name}`;
  return {
    speaks: own === other ? 'for' : around?.label === own ? 'neither' : 'against',
    sentence: `${labels}; ${around ? lowered(around.sentence) : 'its nearest have no labels'}.`,
  };
}

/** What labels say while nothing is known of the surroundings. */
function sameLabel({ classes }: InspectedSamples, label: number): Reason {
  return { speaks: 'for', sentence: `Both are labelled ${classes[label]}.` };
}

/** The most frequent label of the nearest; of equally frequent ones the first. */
function surroundings(samples: InspectedSamples, nearest: ArrayLike<number>) {
  const counts = Object.entries(labelCounts(samples, Array.from(nearest)));
  if (counts.length === 0) return undefined;
  const [label, count] = counts.reduce((best, one) => (one[1] > best[1] ? one : best));
  const name = samples.classes[Number(label)];
  return {
    label: Number(label),
    sentence: `Of its ${nearest.length} nearest ${count} ${verb(count)} labelled ${name}`,
  };
}

function byHistory({ history: { times, looked, stored } }: PairFacts): Reason | undefined {
  if (looked < FEWEST_EPOCHS) return undefined;
  const part = times / looked;
  const epochs =
    looked < stored ? `${looked} of the ${stored} stored epochs` : `${looked} stored epochs`;
  return {
    speaks: part >= LASTING ? 'for' : part <= PASSING ? 'against' : 'neither',
    sentence: `It is among the ${NEAREST} nearest of the anchor at ${times} of ${epochs}.`,
  };
}

/** From 1; 0 where it is not among them. */
function placeIn(rows: ArrayLike<number>, row: number): number {
  return Array.from(rows).indexOf(row) + 1;
}

const verb = (count: number): string => (count === 1 ? 'is' : 'are');

const lowered = (sentence: string): string => sentence[0].toLowerCase() + sentence.slice(1);
