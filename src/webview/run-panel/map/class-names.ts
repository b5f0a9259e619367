// Where on the map a class's name stands: in its densest place where it is also pure. Pure.

export interface ClassName {
  readonly label: number;
  readonly x: number;
  readonly y: number;
  /** How many samples of the class are around it. */
  readonly weight: number;
}

/** Cells a side over the map's −1 … 1. */
const CELLS = 40;

/** One place for each class that has a sample, weightiest first. */
export function placeNames(
  positions: Float32Array,
  labels: Int32Array,
  classes: number,
): readonly ClassName[] {
  const totals = new Float32Array(CELLS * CELLS);
  const counts = new Map<number, Float32Array>();
  labels.forEach((label, row) => {
    if (label < 0 || label >= classes) return;
    const own = counts.get(label) ?? new Float32Array(CELLS * CELLS);
    counts.set(label, own);
    const cell = cellOf(positions[2 * row + 1]) * CELLS + cellOf(positions[2 * row]);
    own[cell]++;
    totals[cell]++;
  });
  const around = spread(totals);
  return [...counts]
    .map(([label, own]) => densest(label, spread(own), around))
    .sort((a, b) => b.weight - a.weight);
}

function densest(label: number, own: Float32Array, all: Float32Array): ClassName {
  let best = 0;
  let score = -1;
  own.forEach((weight, cell) => {
    const pure = weight > 0 ? weight * (weight / all[cell]) : 0;
    if (pure <= score) return;
    score = pure;
    best = cell;
  });
  const middle = (cell: number): number => ((cell + 0.5) / CELLS) * 2 - 1;
  return {
    label,
    x: middle(best % CELLS),
    y: middle(Math.floor(best / CELLS)),
    weight: own[best],
  };
}

/** Each cell and its eight neighbours. */
function spread(counts: Float32Array): Float32Array {
  const sums = new Float32Array(counts.length);
  const last = CELLS - 1;
  for (let y = 0; y < CELLS; y++)
    for (let x = 0; x < CELLS; x++)
      for (let v = Math.max(0, y - 1); v <= Math.min(last, y + 1); v++)
        for (let u = Math.max(0, x - 1); u <= Math.min(last, x + 1); u++)
          sums[y * CELLS + x] += counts[v * CELLS + u];
  return sums;
}

const cellOf = (value: number): number =>
  Math.min(CELLS - 1, Math.max(0, Math.floor(((value + 1) / 2) * CELLS)));
