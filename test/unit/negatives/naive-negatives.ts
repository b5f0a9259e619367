// Which rows are negatives of which, by loops: the oracle's side of it.
import type { Situation } from './situation';

export interface Anchor {
  readonly row: number;
  readonly twin: number;
  /** Numbers of rows of the batch, or of stored rows. */
  readonly negatives: readonly number[];
}

export function anchorsOf(situation: Situation): Anchor[] {
  const { rows, stored } = situation;
  const count = stored ? rows.length / 2 : rows.length;
  return Array.from({ length: count }, (_, row) => ({
    row,
    twin: (row + rows.length / 2) % rows.length,
    negatives: stored ? storedNegatives(situation, row) : batchNegatives(situation, row),
  }));
}

function storedNegatives({ classes, kin = [], stored }: Situation, row: number): number[] {
  const found: number[] = [];
  for (let j = 0; j < stored!.rows.length; j++) {
    if (classes && stored!.classes?.[j] === classes[row]) continue;
    if (kin.some((numbers, relation) => numbers[row] === stored!.kin?.[relation][j])) continue;
    found.push(j);
  }
  return found;
}

function batchNegatives(situation: Situation, row: number): number[] {
  const { rows, samples, classes, kin = [], negatives } = situation;
  const half = rows.length / 2;
  const shows = (i: number): number => (samples ? samples[i] : i % half);
  const twin = (row + half) % rows.length;
  const found: number[] = [];
  for (let j = 0; j < rows.length; j++) {
    if (shows(j) === shows(row) || shows(j) === shows(twin)) continue;
    if (classes?.[j] === classes?.[row] && classes) continue;
    if (kin.some((numbers) => numbers[j] === numbers[row])) continue;
    const sameKind = j < half === row < half;
    if (negatives.from === 'batch' && negatives.among === 'other-view' && sameKind) continue;
    found.push(j);
  }
  return found;
}
