// Everything that is known of one row among plain rows.
import type { RunConfig } from '../config/run-config';
import { marked, taken, type Anchor } from './anchor';
import { candidatesOf } from './candidates-of';
import { countOf, dot, similarities, twinOf, type PlainRows } from './plain-rows';

type Settings = Pick<RunConfig, 'objective' | 'negatives'>;

/** How many rows are anchors: 0 … this − 1. */
export function anchorCount(rows: PlainRows, { objective }: Settings): number {
  const half = rows.stored !== undefined || objective.name === 'n-pair';
  return half ? countOf(rows) / 2 : countOf(rows);
}

/** Everything that is known of the row `index`, but for what is drawn. */
export function anchorOf(rows: PlainRows, index: number, settings: Settings): Anchor {
  const { objective } = settings;
  const other = rows.pairs ? undefined : twinOf(rows, index);
  const { candidates, ...masks } = candidatesOf(rows, index, settings);
  const product = (i: number, j: number): number => dot(rows, i, rows.values, j);
  return {
    ...masks,
    cosines: similarities(rows, index, candidates),
    dimensions: rows.width,
    ...(other !== undefined && { twin: product(index, other) }),
    ...(other !== undefined &&
      objective.name === 'n-pair' && {
        squaredLength: (product(index, index) + product(other, other)) / 2,
      }),
    ...(objective.name === 'lifted' && {
      partners: [...(other === undefined ? [] : [other]), ...further(masks)].map((row) =>
        negativesOf(rows, row, settings),
      ),
    }),
  };
}

const further = ({ positives }: Pick<Anchor, 'positives'>): Uint32Array =>
  positives ? marked(positives) : new Uint32Array();

function negativesOf(rows: PlainRows, row: number, settings: Settings): Float64Array {
  const { candidates, negatives } = candidatesOf(rows, row, settings);
  return taken(similarities(rows, row, candidates), marked(negatives));
}
