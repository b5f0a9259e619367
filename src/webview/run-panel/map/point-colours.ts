// What colour each point has: a small palette, and an entry of it for each point. Entries below
// `muted` are drawn first, so that quiet points never cover the others. Pure but for the colours
// of the theme that it is given.
import type { AnchorReport } from '../../../protocol/run-view';
import { mix, type Rgb } from '../../shared/colour';
import type { Theme } from '../../shared/theme';

export interface PointColours {
  readonly palette: readonly PaletteEntry[];
  /** For each point its entry. */
  readonly entries: Uint8Array;
  /** This many entries at the palette's beginning are quiet. */
  readonly muted: number;
}

export interface PaletteEntry {
  readonly colour: Rgb;
  /** 0 … 1. */
  readonly opacity: number;
}

const HIDDEN = 0;
const PLAIN = 1;
const RAMP = 64;

export interface ClassColouring {
  readonly labels: Int32Array | undefined;
  readonly slots: readonly number[];
  readonly hidden: ReadonlySet<number>;
  /** The others are dimmed. */
  readonly emphasised: number | undefined;
}

/** By class; without labels all points have the quiet tone. */
export function coloursByClass(count: number, how: ClassColouring, theme: Theme): PointColours {
  const { labels, slots, hidden, emphasised } = how;
  const faint = { colour: mix(theme.background, theme.text, 0.25), opacity: 0.6 };
  // Next to coloured classes the others stand back.
  const some = slots.includes(-1) ? mix(theme.background, theme.text, 0.42) : theme.bar;
  const palette = [faint, { colour: some, opacity: 0.9 }, ...theme.classes.map(opaque)];
  const entryOfClass = slots.map((slot, label) => {
    const dimmed = emphasised !== undefined && emphasised !== label;
    if (hidden.has(label) || dimmed) return HIDDEN;
    return slot < 0 ? PLAIN : slot + 2;
  });
  const unlabelled = emphasised === undefined ? PLAIN : HIDDEN;
  const entries = new Uint8Array(count).fill(unlabelled);
  labels?.forEach((label, row) => {
    if (label >= 0) entries[row] = entryOfClass[label];
  });
  return { palette, entries, muted: labels ? 2 : 0 };
}

/** The anchor's negatives that are shown, flagged ones apart. */
export function coloursByFlag(
  count: number,
  report: AnchorReport | undefined,
  theme: Theme,
): PointColours {
  const quiet = { colour: mix(theme.background, theme.text, 0.4), opacity: 0.8 };
  const palette = [quiet, opaque(theme.text), opaque(theme.flag), opaque(theme.accent)];
  const entries = new Uint8Array(count);
  for (const { index, flagged } of report?.negatives ?? []) entries[index] = flagged ? 2 : 1;
  if (report) entries[report.index] = 3;
  return { palette, entries, muted: 1 };
}

/**
 * By the rank of the cosine with the anchor: hardest in the full foreground, easiest muted. NaN
 * (what is no negative) is quietest.
 */
export function coloursByDifficulty(
  count: number,
  cosines: Float32Array | undefined,
  theme: Theme,
): PointColours {
  const faint = mix(theme.background, theme.text, 0.2);
  const ramp = Array.from({ length: RAMP }, (_, i) =>
    opaque(mix(faint, theme.text, (i / (RAMP - 1)) ** 1.5)),
  );
  const palette = [{ colour: faint, opacity: 0.8 }, ...ramp];
  const entries = new Uint8Array(count);
  if (!cosines) return { palette, entries, muted: 1 };
  const sorted = cosines.filter((cosine) => !Number.isNaN(cosine)).sort();
  cosines.forEach((cosine, row) => {
    if (Number.isNaN(cosine) || row >= count) return;
    entries[row] = 1 + Math.floor((RAMP - 1) * (rankIn(sorted, cosine) / sorted.length));
  });
  return { palette, entries, muted: RAMP / 2 };
}

/** How many are smaller. */
function rankIn(sorted: Float32Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

const opaque = (colour: Rgb): PaletteEntry => ({ colour, opacity: 1 });

/** Rows in the order they are drawn in: quiet ones first, else as they come. */
export function drawOrder({ entries, muted }: PointColours): Uint32Array {
  const order = new Uint32Array(entries.length);
  let at = 0;
  for (const first of [true, false])
    for (let row = 0; row < entries.length; row++)
      if (entries[row] < muted === first) order[at++] = row;
  return order;
}
