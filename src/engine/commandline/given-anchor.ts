// One of the rows that are given as an anchor, with what is drawn for it.
import type { Anchor } from '../explain/anchor';
import { anchorCount, anchorOf } from '../explain/anchor-of';
import { withSynthetic, type AnchorMix } from '../explain/mixing';
import { countOf, type PlainRows } from '../explain/plain-rows';
import { MIX } from '../negatives/mix-draws';
import { drawsOf, type GivenMixing } from './given-draws';
import type { GivenRows } from './given-rows';
import type { GivenSettings } from './given-settings';

/** The draws are those that `loss` takes from the same seed. */
export function givenAnchor(
  { plain, mixing }: GivenRows,
  index: number,
  settings: GivenSettings,
): Anchor {
  const anchor = anchorOf(plain, index, settings);
  if (mixing)
    return withSynthetic(anchor, { rows: plain, index, settings, mix: mixOf(mixing, index) });
  const { objective } = settings;
  if (objective.name !== 'triplet' || objective.mining !== 'distance-weighted') return anchor;
  return { ...anchor, draws: drawsFor(anchor, plain, index, settings) };
}

/** Draws are made row by row, one for each that may be a positive: the other view and, of classes, all. */
function drawsFor(
  { twin, positives }: Anchor,
  rows: PlainRows,
  index: number,
  settings: GivenSettings,
): Float64Array {
  const [first, further] = [twin === undefined ? 0 : 1, positives ? countOf(rows) : 0];
  const random = drawsOf(settings);
  for (let skipped = 0; skipped < index * (first + further); skipped++) random.uniform();
  const all = Float32Array.from({ length: first + further }, () => random.uniform());
  return Float64Array.from(all).filter((_, i) => i < first || positives?.[i - first] === 1);
}

function mixOf({ feeds, sizes: { pairs, mixed, hardest } }: GivenMixing, index: number): AnchorMix {
  const [p, m] = [index * pairs, index * mixed];
  return {
    hardest,
    pairs: Array.from({ length: pairs }, (_, i) => ({
      first: feeds[MIX.first][p + i],
      second: feeds[MIX.second][p + i],
      alpha: feeds[MIX.alpha][p + i],
    })),
    anchors: Array.from({ length: mixed }, (_, i) => ({
      rank: feeds[MIX.rank][m + i],
      beta: feeds[MIX.beta][m + i],
    })),
  };
}

/** Every anchor, the first one first. */
export function* everyAnchor(given: GivenRows, settings: GivenSettings): Generator<Anchor> {
  const count = anchorCount(given.plain, settings);
  for (let index = 0; index < count; index++) yield givenAnchor(given, index, settings);
}
