// The memory bank: Wu et al., "Unsupervised Feature Learning via Non-Parametric Instance
// Discrimination", CVPR 2018 (arXiv 1805.01978), sections 3.1 and 3.2.
import { Random } from '../../random/random';
import type { Feeds, StateValue } from '../../runtime/runtime';
import { relationFeeds, type RowRelations } from '../relations/row-relations';
import type { RowStore } from './row-store';
import { STORED, STORED_ROWS, storedRelations } from './stored-rows';
import { randomUnitRows, unit } from './unit-rows';

/** States that begin so are the bank. */
export const BANK_PREFIX = 'bank.';
const ROWS = `${BANK_PREFIX}rows`;

interface BankSettings {
  /** Rows drawn for a step. */
  readonly size: number;
  /** m: the share of the old row that stays. */
  readonly momentum: number;
  readonly seed: number;
}

/** A unit row for every sample, from the seed. */
export function firstBank(
  samples: number,
  dimensions: number,
  seed: number,
): Record<string, StateValue> {
  const data = randomUnitRows(samples, dimensions, Random.stream(seed, 'memory-bank'));
  return { [ROWS]: { shape: [samples, dimensions], data } };
}

/** The last embedding of every sample. */
export class MemoryBank implements RowStore {
  private readonly rows: Float32Array;
  private readonly samples: number;
  private readonly dimensions: number;

  constructor(
    readonly states: Readonly<Record<string, StateValue>>,
    private readonly relations: RowRelations,
    private readonly settings: BankSettings,
  ) {
    const { shape, data } = states[ROWS];
    [this.samples, this.dimensions] = shape;
    this.rows = data as Float32Array;
  }

  /** Drawn evenly and with replacement. */
  feeds(step: number): Feeds {
    const random = Random.stream(this.settings.seed, 'memory-bank', step);
    const drawn = Uint32Array.from({ length: this.settings.size }, () =>
      random.integer(this.samples),
    );
    const rows = new Float32Array(drawn.length * this.dimensions);
    drawn.forEach((sample, i) => {
      rows.set(this.row(sample), i * this.dimensions);
    });
    const related = relationFeeds(STORED, storedRelations(this.relations), drawn);
    return { [STORED_ROWS]: rows, ...related };
  }

  /** vᵢ ← normalise(m vᵢ + (1 − m) fᵢ) with fᵢ the embedding of the sample, of length 1. */
  take(_: number, samples: Uint32Array, embeddings: Float32Array): void {
    const { momentum } = this.settings;
    samples.forEach((sample, i) => {
      const old = this.row(sample);
      const start = i * this.dimensions;
      const fresh = unit(embeddings.subarray(start, start + this.dimensions));
      old.set(unit(fresh.map((value, j) => momentum * old[j] + (1 - momentum) * value)));
    });
  }

  private row(sample: number): Float32Array {
    return this.rows.subarray(sample * this.dimensions, (sample + 1) * this.dimensions);
  }
}
