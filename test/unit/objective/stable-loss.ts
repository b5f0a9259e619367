// InfoNCE on pairs of views in float64, in the log domain.
import { configOf, type LossSettings, type Rows } from './loss-settings';
import { stableObjective } from './stable-objective';

/** As `stableObjective`. */
export function stableLoss(rows: Rows, settings: LossSettings, frozen: Rows = rows): number {
  return stableObjective({ rows }, configOf(settings), frozen);
}
