// What mixing draws: which hard negatives are mixed, and how much of each.
import type { RunConfig } from '../config/run-config';
import type { Random } from '../random/random';

/** Inputs of mixing, float32 [anchors, s] or [anchors, s′]: ranks from 0, and coefficients. */
export const MIX = {
  first: 'negatives.mix.first',
  second: 'negatives.mix.second',
  alpha: 'negatives.mix.alpha',
  rank: 'negatives.mix.rank',
  beta: 'negatives.mix.beta',
} as const;

export type MixFeeds = Readonly<Record<(typeof MIX)[keyof typeof MIX], Float32Array>>;

/** Anchors, and for each of them: the hardest negatives that are mixed (N), s and s′. */
export interface MixSizes {
  readonly anchors: number;
  readonly hardest: number;
  readonly pairs: number;
  readonly mixed: number;
}

/** The coefficient of an anchor in its own negative is below this (Kalantidis et al. 2020). */
export const MOST_OF_ANCHOR = 0.5;

/** Sizes for anchors with `negatives` of them each: fewer than N are all mixed. */
export function mixSizes(
  settings: RunConfig['negatives'],
  { anchors, negatives }: { anchors: number; negatives: number },
): MixSizes {
  const { mix_hardest: hardest, mix_pairs: pairs, mix_anchors: mixed } = settings;
  return { anchors, hardest: Math.max(1, Math.min(hardest, negatives)), pairs, mixed };
}

/**
 * Draws of one step, anchor after anchor: those of a part of the anchors, and then those of the next
 * part from the same stream, are those of all at once.
 */
export function drawMixing(random: Random, { anchors, hardest, pairs, mixed }: MixSizes): MixFeeds {
  const feeds = emptyFeeds(anchors, pairs, mixed);
  for (let anchor = 0; anchor < anchors; anchor++) {
    for (let i = anchor * pairs; i < (anchor + 1) * pairs; i++) {
      feeds[MIX.first][i] = random.integer(hardest);
      feeds[MIX.second][i] = random.integer(hardest);
      feeds[MIX.alpha][i] = random.uniform();
    }
    for (let i = anchor * mixed; i < (anchor + 1) * mixed; i++) {
      feeds[MIX.rank][i] = random.integer(hardest);
      feeds[MIX.beta][i] = random.uniform(0, MOST_OF_ANCHOR);
    }
  }
  return feeds;
}

/** Zeros for every input of mixing. */
export function emptyFeeds(anchors: number, pairs: number, mixed: number): MixFeeds {
  return {
    [MIX.first]: new Float32Array(anchors * pairs),
    [MIX.second]: new Float32Array(anchors * pairs),
    [MIX.alpha]: new Float32Array(anchors * pairs),
    [MIX.rank]: new Float32Array(anchors * mixed),
    [MIX.beta]: new Float32Array(anchors * mixed),
  };
}
