// What colour each point has: a small palette, and an entry of it for each point. Entries below
// `muted` are drawn first, so that quiet points never cover the others. Pure but for the colours
// of the theme that it is given.
import type { AnchorReport } from '../../../protocol/run-view';
import { mix, type Rgb } from '../../shared/colour';
import type { Theme } from '../../shared/theme';
import { rankOf, type NumberRanks } from './number-ranks';

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

/** What every colouring needs to know. */
export interface Points {
  readonly count: number;
  /** 0 for each point that is hidden; undefined: none is. */
  readonly shown: Uint8Array | undefined;
}

export interface GroupColouring {
  /** The group of each point, −1 for none; undefined: there are none. */
  readonly of: Int32Array | undefined;
  /** Of each group its place among the theme's colours, −1 for none of its own. */
  readonly slots: readonly number[];
  /** The others are dimmed. */
  readonly emphasised: number | undefined;
}

export interface NumberColouring {
  /** Of each point, NaN for none; undefined while they are not known. */
  readonly values: ArrayLike<number> | undefined;
  readonly ranks: NumberRanks | undefined;
}

/** By group; without any all points have the quiet tone. */
export function coloursByGroup(points: Points, how: GroupColouring, theme: Theme): PointColours {
  const { of, slots, emphasised } = how;
  // Next to coloured groups the others stand back.
  const some = slots.includes(-1) ? mix(theme.background, theme.text, 0.42) : theme.bar;
  const palette = [faint(theme), { colour: some, opacity: 0.9 }, ...theme.classes.map(opaque)];
  const entryOfGroup = slots.map((slot, group) => {
    if (emphasised !== undefined && emphasised !== group) return HIDDEN;
    return slot < 0 ? PLAIN : slot + 2;
  });
  const without = emphasised === undefined ? PLAIN : HIDDEN;
  const entries = new Uint8Array(points.count).fill(without);
  of?.forEach((group, row) => {
    if (group >= 0) entries[row] = entryOfGroup[group];
  });
  return hiding(points, { palette, entries, muted: of ? 2 : 0 });
}

/** The anchor's negatives that are shown, flagged ones apart. */
export function coloursByFlag(
  points: Points,
  report: AnchorReport | undefined,
  theme: Theme,
): PointColours {
  const quiet = { colour: mix(theme.background, theme.text, 0.4), opacity: 0.8 };
  const coloured = [opaque(theme.text), opaque(theme.flag), opaque(theme.accent)];
  const entries = new Uint8Array(points.count).fill(PLAIN);
  for (const { index, flagged } of report?.negatives ?? []) entries[index] = flagged ? 3 : 2;
  if (report) entries[report.index] = 4;
  return hiding(points, { palette: [faint(theme), quiet, ...coloured], entries, muted: 2 });
}

/**
 * By a number's rank: highest in the full foreground, lowest muted; one hue, so that it is read by
 * lightness alone. NaN (what has no number) is quietest.
 */
export function coloursByNumber(
  points: Points,
  { values, ranks }: NumberColouring,
  theme: Theme,
): PointColours {
  const none = { colour: mix(theme.background, theme.text, 0.2), opacity: 0.8 };
  const lowest = mix(theme.background, theme.text, RAMP_FROM);
  const ramp = Array.from({ length: RAMP }, (_, i) =>
    opaque(mix(lowest, theme.text, (i / (RAMP - 1)) ** 1.5)),
  );
  const palette = [faint(theme), none, ...ramp];
  const entries = new Uint8Array(points.count).fill(PLAIN);
  for (let row = 0; values && ranks && row < Math.min(points.count, values.length); row++)
    if (!Number.isNaN(values[row]))
      entries[row] = 2 + Math.floor((RAMP - 1) * rankOf(ranks, values[row]));
  return hiding(points, { palette, entries, muted: 2 + RAMP / 2 });
}

/** Share of the foreground in the ramp's quiet end; the legend's ramp begins there too. */
export const RAMP_FROM = 0.32;

const faint = (theme: Theme): PaletteEntry => ({
  colour: mix(theme.background, theme.text, 0.25),
  opacity: 0.6,
});

function hiding({ shown }: Points, colours: PointColours): PointColours {
  shown?.forEach((each, row) => {
    if (each === 0 && row < colours.entries.length) colours.entries[row] = HIDDEN;
  });
  return colours;
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
