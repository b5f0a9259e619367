// Whose view is the second of a pair: for every sample of a batch another, or the sample itself.
import { Random } from '../../random/random';

export interface Partners {
  /** False where every sample is its own partner. */
  readonly differ: boolean;
  /** The partner of each of these rows in an epoch (from 0), whatever the other rows are. */
  of(rows: Uint32Array, epoch: number): Uint32Array;
}

/** Both views are of the same sample. */
export const ownPartners: Partners = { differ: false, of: (rows) => rows };

/** Whom a row may be paired with: places `from` to before `to` of `members`, less the row itself. */
export interface Choice {
  readonly members: Uint32Array;
  readonly from: number;
  readonly to: number;
  /** Where in `members` the row itself stands, from `from` to before `to`; undefined where it does not. */
  readonly own?: number | undefined;
}

/**
 * A partner drawn evenly among those that `choice` gives, anew for every epoch and row; a row
 * without a choice is its own partner.
 */
export class DrawnPartners implements Partners {
  readonly differ = true;

  constructor(
    private readonly choice: (row: number) => Choice | undefined,
    private readonly seed: number,
  ) {}

  of(rows: Uint32Array, epoch: number): Uint32Array {
    return rows.map((row) => this.partner(row, epoch));
  }

  private partner(row: number, epoch: number): number {
    const choice = this.choice(row);
    if (!choice) return row;
    const { members, from, to, own } = choice;
    const count = to - from - (own === undefined ? 0 : 1);
    if (count === 0) return row;
    const place = from + Random.stream(this.seed, 'partner', epoch, row).integer(count);
    return members[own !== undefined && place >= own ? place + 1 : place];
  }
}
