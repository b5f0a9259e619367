// The rows of a batch at unit length, so that dot products are cosines.
import { l2Normalise, mean } from '../graph/statistics';
import { centredKeys, centredUnitRows } from './centred-rows';
import type { Rows } from './rows';

/** Stored rows are unit rows already. */
export function unitRows(rows: Rows): Rows {
  const { z, stored } = rows;
  const centre = mean(z, [0]);
  return {
    ...rows,
    z: l2Normalise(z),
    centred: centredUnitRows(z, centre),
    ...(stored && { stored: { ...stored, centred: centredKeys(stored.z, centre) } }),
  };
}
