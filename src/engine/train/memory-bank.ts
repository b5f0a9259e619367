// The memory bank: Wu et al., "Unsupervised Feature Learning via Non-Parametric Instance
// Discrimination", CVPR 2018 (arXiv 1805.01978), sections 3.1 and 3.2.
import { Random } from '../random/random';
import type { StateValue } from '../runtime/runtime';
import { relationFeeds, type RowRelations } from './row-relations';
import { storedRelations } from './stored-rows';
import { randomUnitRows, unit } from './unit-rows';
import type { Feeds } from './view-source';

/** The prefix of the inputs that take the rows drawn for a step. */
export const DRAWN = 'drawn';
/** States that begin so are the bank. */
export const BANK_PREFIX = 'bank.';
/** The state that holds its rows, [samples, d]. */
export const BANK_ROWS = `${BANK_PREFIX}rows`;

interface BankSettings {
  /** Rows drawn for a step. */
  readonly size: number;
  /** m: the share of the old row that stays. */
  readonly momentum: number;
  readonly seed: number;
}

/**
 * The last embedding of every sample. It stays on the host, for a step reads and changes few of
 * its rows: as a state of the program all of it would be copied in every step.
 */
export class MemoryBank {
  private readonly dimensions: number;

  /** `rows`: [samples, d], changed in place. */
  constructor(
    private readonly rows: Float32Array,
    private readonly samples: number,
    private readonly settings: BankSettings,
  ) {
    this.dimensions = rows.length / samples;
  }

  /** Uniform on the sphere. */
  static firstRows(samples: number, dimensions: number, seed: number): StateValue {
    const data = randomUnitRows(samples, dimensions, Random.stream(seed, 'memory-bank'));
    return { shape: [samples, dimensions], data };
  }

  /** Negatives of a step (from 1), drawn evenly and with replacement, and their relations. */
  draw(step: number, relations: RowRelations): Feeds {
    const random = Random.stream(this.settings.seed, 'memory-bank', step);
    const drawn = Uint32Array.from({ length: this.settings.size }, () =>
      random.integer(this.samples),
    );
    const rows = new Float32Array(drawn.length * this.dimensions);
    drawn.forEach((sample, i) => {
      rows.set(this.row(sample), i * this.dimensions);
    });
    return { [`${DRAWN}.rows`]: rows, ...relationFeeds(DRAWN, storedRelations(relations), drawn) };
  }

  /** vᵢ ← normalise(m vᵢ + (1 − m) fᵢ) with fᵢ = row i of `embeddings`, of length 1, for sample `samples[i]`. */
  update(samples: Uint32Array, embeddings: Float32Array): void {
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
