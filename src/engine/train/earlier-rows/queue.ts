// The queue of keys: He et al., "Momentum Contrast for Unsupervised Visual Representation Learning",
// CVPR 2020 (arXiv 1911.05722), section 3.2 and algorithm 1.
import { Random } from '../../random/random';
import type { Feeds, StateValue } from '../../runtime/runtime';
import { relationFeeds, type RowRelations } from '../relations/row-relations';
import type { RowStore } from './row-store';
import { STORED_ROWS, STORED, storedRelations } from './stored-rows';
import { randomUnitRows } from './unit-rows';

/** States that begin so are the queue. */
export const QUEUE_PREFIX = 'queue.';
const ROWS = `${QUEUE_PREFIX}rows`;
const SAMPLES = `${QUEUE_PREFIX}samples`;

/** Random rows at the start show no sample. */
const NOBODY = -1;

/** Unit rows from the seed, as in the authors' code, and the sample that each shows. */
export function firstQueue(
  size: number,
  dimensions: number,
  seed: number,
): Record<string, StateValue> {
  const rows = randomUnitRows(size, dimensions, Random.stream(seed, 'queue'));
  return {
    [ROWS]: { shape: [size, dimensions], data: rows },
    [SAMPLES]: { shape: [size], data: new Float32Array(size).fill(NOBODY) },
  };
}

/**
 * The newest keys take the place of the oldest. The size is a multiple of the batch's, so that
 * this is one stretch, which follows from the number of the step.
 */
export class Queue implements RowStore {
  private readonly rows: Float32Array;
  private readonly samples: Float32Array;
  private readonly relations: RowRelations;
  private readonly related: Feeds;

  constructor(
    readonly states: Readonly<Record<string, StateValue>>,
    relations: RowRelations,
  ) {
    this.rows = states[ROWS].data as Float32Array;
    this.samples = states[SAMPLES].data as Float32Array;
    this.relations = withNobody(storedRelations(relations));
    this.related = relationFeeds(STORED, this.relations, this.samples);
  }

  feeds(): Feeds {
    return { [STORED_ROWS]: this.rows, ...this.related };
  }

  take(step: number, samples: Uint32Array, keys: Float32Array): void {
    const place = ((step - 1) * samples.length) % this.samples.length;
    this.rows.set(keys, place * (keys.length / samples.length));
    this.samples.set(samples, place);
    const entering = relationFeeds(STORED, this.relations, samples);
    for (const [name, numbers] of Object.entries(entering))
      (this.related[name] as Float32Array).set(numbers as Float32Array, place);
  }
}

/** No sample has a number below 0: the rows at the start are related to none. */
function withNobody({ classes, kin }: RowRelations): RowRelations {
  const known = (numbers: (sample: number) => number) => (sample: number) =>
    sample === NOBODY ? NOBODY : numbers(sample);
  return { ...(classes && { classes: known(classes) }), kin: kin.map(known) };
}
