// Draws of mixing that a person gives in place of random ones.
import { InputError } from '../input-error';
import { emptyFeeds, MIX, MOST_OF_ANCHOR, type MixFeeds, type MixSizes } from './mix-draws';

/** Draws that a person gives, anchor by anchor; ranks count from 0, the hardest. */
export interface MixDraws {
  /** For each anchor s times [rank u, rank v, α in [0, 1]]. */
  readonly pairs: readonly (readonly (readonly [number, number, number])[])[];
  /** For each anchor s′ times [rank, β in [0, 0.5]]. */
  readonly anchors: readonly (readonly (readonly [number, number])[])[];
}

/** Draws that were given, as inputs. @throws InputError where they do not fit the sizes. */
export function givenMixing(draws: MixDraws, sizes: MixSizes): MixFeeds {
  checkMixDraws(draws, sizes);
  const { anchors, pairs, mixed } = sizes;
  const feeds = emptyFeeds(anchors, pairs, mixed);
  draws.pairs.flat().forEach(([first, second, alpha], i) => {
    feeds[MIX.first][i] = first;
    feeds[MIX.second][i] = second;
    feeds[MIX.alpha][i] = alpha;
  });
  draws.anchors.flat().forEach(([rank, beta], i) => {
    feeds[MIX.rank][i] = rank;
    feeds[MIX.beta][i] = beta;
  });
  return feeds;
}

function checkMixDraws(draws: MixDraws, { anchors, hardest, pairs, mixed }: MixSizes): void {
  const each = [
    { name: 'pairs', of: draws.pairs, many: pairs, setting: 'mix_pairs', share: 1 },
    {
      name: 'anchors',
      of: draws.anchors,
      many: mixed,
      setting: 'mix_anchors',
      share: MOST_OF_ANCHOR,
    },
  ];
  for (const { name, of, many, setting, share } of each) {
    if (many === 0 && of.length === 0) continue;
    if (of.length !== anchors)
      throw new InputError(
        `"${name}" has draws of ${of.length} anchors, but there are ${anchors}: give a list for each anchor.`,
      );
    of.forEach((own, anchor) => {
      const place = `"${name}" of anchor ${anchor}`;
      if (own.length !== many)
        throw new InputError(
          `${place} has ${own.length} draws, but negatives.${setting} is ${many}: give as many.`,
        );
      for (const draw of own) checkDraw(draw, place, hardest, share);
    });
  }
}

/** Ranks, and the coefficient last. */
function checkDraw(draw: readonly number[], place: string, hardest: number, share: number): void {
  const coefficient = draw[draw.length - 1];
  for (const rank of draw.slice(0, -1)) {
    if (!(Number.isInteger(rank) && rank >= 0 && rank < hardest))
      throw new InputError(
        `${place} names rank ${rank}: ranks are whole numbers from 0 to ${hardest - 1}, below negatives.mix_hardest and the number of negatives.`,
      );
  }
  if (!(coefficient >= 0 && coefficient <= share))
    throw new InputError(
      `${place} has the coefficient ${coefficient}: it must be from 0 to ${share}.`,
    );
}
