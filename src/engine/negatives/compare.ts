// Where negatives come from: the comparison that a config asks for.
import type { RunConfig } from '../config/run-config';
import { againstStored } from './against-stored';
import type { Comparison } from './comparison';
import type { Rows } from './rows';
import { withinBatch } from './within-batch';

/** Similarities are dot products: give unit rows for cosines. */
export function compare(rows: Rows, settings: RunConfig['negatives']): Comparison {
  const { from } = settings;
  if (rows.stored) return againstStored(rows, rows.stored, from === 'batch' ? 'queue' : from);
  return withinBatch(rows, settings.from === 'batch' ? settings.among : 'both-views');
}
