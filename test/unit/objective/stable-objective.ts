// The same objectives in float64 with every mass as its logarithm: the oracle at temperatures and
// concentrations where the plain exponentials leave even float64.
import type { Batch } from './graph-loss';
import type { LossConfig, Rows } from './loss-settings';
import { logSumExp, massSettings, stableLogMass } from './naive-mass';
import { anchorsOf, meanOf, penalty, type Anchor } from './naive-objective';

/** As `naiveObjective`. */
export function stableObjective(
  batch: Batch,
  config: LossConfig,
  frozen: Rows = batch.rows,
): number {
  const losses = anchorsOf(batch, config, frozen).map((anchor) => {
    const positive = anchor.twin ?? NaN;
    const logMass = stableLogMass({ ...anchor, positive }, massSettings(config));
    return stableOfAnchor(anchor, logMass, config);
  });
  return meanOf(losses) + penalty(batch.rows, config);
}

function stableOfAnchor(anchor: Anchor, logMass: number, { objective }: LossConfig): number {
  const t = 'temperature' in objective ? objective.temperature : 1;
  const all = [...(anchor.twin === undefined ? [] : [anchor.twin]), ...anchor.positives];
  const logits = all.map((similarity) => similarity / t);
  const logSum = logSumExp(logits);
  switch (objective.name) {
    case 'info-nce':
    case 'n-pair':
      return logOnePlusExp(logMass - logits[0]);
    case 'decoupled':
      return logMass === -Infinity ? 0 : logMass - logits[0];
    case 'supcon': {
      if (all.length === 0) return 0;
      const amongPositives =
        objective.form === 'in' ? Math.log(all.length) : logSum - meanOf(logits);
      const scale = t / (objective.base_temperature ?? t);
      return scale * (logOnePlusExp(logMass - logSum) + amongPositives);
    }
    default:
      throw new Error(`${objective.name} is not of this family`);
  }
}

function logOnePlusExp(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}
