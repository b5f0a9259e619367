// How many of an anchor's hardest negatives are of its own class, and so false: the share rises
// with difficulty (Cai et al. 2020, arXiv 2010.06682, section 4.4).
import type { Runtime } from '../runtime/runtime';
import { selectRows, type LabelledEmbeddings } from './embeddings';
import { nearestNeighbours } from './neighbours';

/** Anchors that are asked: the mean of as many settles within a percent. */
const ANCHORS = 1000;
/** Percentiles of difficulty; the hardest first. */
const PERCENTILES = [0.1, 1, 5] as const;

export type ClassByDifficulty = Readonly<{
  /** Of all pairs of different rows, the share with one class. */
  sameClass?: number;
  /** The same among the hardest percent of an anchor's negatives: the nearest by cosine. */
  [figure: `sameClassAt${number}Percent`]: number;
}>;

/** Every row has a class. Percentiles that hold no whole negative are absent. */
export async function classByDifficulty(
  runtime: Runtime,
  { embeddings, labels }: LabelledEmbeddings,
): Promise<ClassByDifficulty> {
  const others = embeddings.count - 1;
  const counts = PERCENTILES.map((percent) => Math.floor((percent / 100) * others));
  const most = Math.max(...counts);
  if (most < 1) return {};
  const anchors = evenlySpread(embeddings.count, ANCHORS);
  // One more than is needed: an anchor is its own nearest neighbour.
  const queries = selectRows(embeddings, anchors);
  const { indices, k } = await nearestNeighbours(runtime, queries, embeddings, { k: most + 1 });
  // How many anchors have a negative of their class at each rank.
  const same = new Float64Array(most);
  anchors.forEach((anchor, i) => {
    const nearest = indices.subarray(i * k, (i + 1) * k).filter((row) => row !== anchor);
    for (let rank = 0; rank < most; rank++)
      same[rank] += Number(labels[nearest[rank]] === labels[anchor]);
  });
  const shares = PERCENTILES.flatMap((percent, i) => {
    if (counts[i] < 1) return [];
    const share =
      same.subarray(0, counts[i]).reduce((a, b) => a + b) / (counts[i] * anchors.length);
    return [[`sameClassAt${percent}Percent`, share] as const];
  });
  return { sameClass: shareOfPairs(labels), ...Object.fromEntries(shares) };
}

/** Of all ordered pairs of different rows, those with one class. */
function shareOfPairs(labels: Int32Array): number {
  const sizes = new Map<number, number>();
  for (const label of labels) sizes.set(label, (sizes.get(label) ?? 0) + 1);
  const same = [...sizes.values()].reduce((pairs, size) => pairs + size * (size - 1), 0);
  return same / (labels.length * (labels.length - 1));
}

function evenlySpread(length: number, most: number): Int32Array {
  const count = Math.min(length, most);
  return Int32Array.from({ length: count }, (_, i) => Math.floor((i * length) / count));
}
