// The twelve species of the herbarium: what their leaves look like, as numbers. Genera differ at a
// glance; species of one genus differ by details, as in a real herbarium.

/** Lengths and widths are in units of the blade's length, angles in radians. */
export interface BladeForm {
  /** Largest half-width. */
  readonly halfWidth: number;
  /** Outline `s^base · (1 − s)^apex`: below 1 is blunt, above 1 is drawn out. */
  readonly base: number;
  readonly apex: number;
  /** Lobes on each side, the depth of the bays between them (0 … 1), and how pointed they are (below 1 is round). */
  readonly lobes: { readonly count: number; readonly depth: number; readonly pointed: number };
  /** Teeth on each side and their depth (0 … 1); every tooth points to the tip. */
  readonly teeth: { readonly count: number; readonly depth: number };
  /** Side veins on each side, and how far they (and the lobes) lean to the tip. */
  readonly veins: { readonly count: number; readonly lean: number };
}

/** One lobe of a palmate leaf: a blade of its own, turned by `angle` and shortened to `length`. */
export interface Finger {
  readonly angle: number;
  readonly length: number;
}

export interface Species {
  readonly genus: string;
  readonly epithet: string;
  readonly form: BladeForm;
  /** One finger for a simple leaf, five for a maple. */
  readonly fingers: readonly Finger[];
  readonly petiole: number;
  /** Hue in degrees, saturation and lightness in 0 … 1 of the fresh leaf. */
  readonly colour: {
    readonly hue: number;
    readonly saturation: number;
    readonly lightness: number;
  };
}

/** The folder of a species, below the folder of images. */
export function folderOf({ genus, epithet }: Species): string {
  return `${genus}/${epithet}`;
}

const simple: readonly Finger[] = [{ angle: 0, length: 1 }];

/** Five fingers: the middle one, a pair beside it and a short pair at the base. */
const palmate = (spread: number, side: number, basal: number): readonly Finger[] => [
  { angle: 0, length: 0.66 },
  ...[-1, 1].map((sign) => ({ angle: sign * spread, length: 0.66 * side })),
  ...[-1, 1].map((sign) => ({ angle: sign * spread * 2.1, length: 0.66 * basal })),
];

const oak = (epithet: string, form: Partial<BladeForm>, petiole: number, hue: number): Species => ({
  genus: 'Quercus',
  epithet,
  form: {
    halfWidth: 0.33,
    base: 1.05,
    apex: 0.55,
    lobes: { count: 4.5, depth: 0.42, pointed: 0.7 },
    teeth: { count: 0, depth: 0 },
    veins: { count: 5, lean: 0.85 },
    ...form,
  },
  fingers: simple,
  petiole,
  colour: { hue, saturation: 0.3, lightness: 0.33 },
});

const maple = (
  epithet: string,
  form: Partial<BladeForm>,
  fingers: readonly Finger[],
  hue: number,
): Species => ({
  genus: 'Acer',
  epithet,
  form: {
    halfWidth: 0.34,
    base: 0.72,
    apex: 0.8,
    lobes: { count: 0, depth: 0, pointed: 1 },
    teeth: { count: 0, depth: 0 },
    veins: { count: 5, lean: 1.1 },
    ...form,
  },
  fingers,
  petiole: 0.46,
  colour: { hue, saturation: 0.42, lightness: 0.38 },
});

const birch = (
  epithet: string,
  form: Partial<BladeForm>,
  petiole: number,
  hue: number,
): Species => ({
  genus: 'Betula',
  epithet,
  form: {
    halfWidth: 0.36,
    base: 0.42,
    apex: 1,
    lobes: { count: 0, depth: 0, pointed: 1 },
    teeth: { count: 11, depth: 0.22 },
    veins: { count: 7, lean: 0.75 },
    ...form,
  },
  fingers: simple,
  petiole,
  colour: { hue, saturation: 0.34, lightness: 0.38 },
});

const willow = (
  epithet: string,
  form: Partial<BladeForm>,
  lightness: number,
  hue: number,
): Species => ({
  genus: 'Salix',
  epithet,
  form: {
    halfWidth: 0.13,
    base: 0.75,
    apex: 0.95,
    lobes: { count: 0, depth: 0, pointed: 1 },
    teeth: { count: 0, depth: 0 },
    veins: { count: 10, lean: 1.3 },
    ...form,
  },
  fingers: simple,
  petiole: 0.1,
  colour: { hue, saturation: 0.2, lightness },
});

export const allSpecies: readonly Species[] = [
  oak('robur', {}, 0.07, 76),
  oak(
    'petraea',
    { lobes: { count: 6, depth: 0.3, pointed: 0.75 }, base: 0.8, apex: 0.62 },
    0.2,
    84,
  ),
  oak(
    'rubra',
    { lobes: { count: 3.8, depth: 0.6, pointed: 1.9 }, base: 0.75, halfWidth: 0.38 },
    0.24,
    62,
  ),
  maple(
    'platanoides',
    { apex: 1.25, teeth: { count: 2.5, depth: 0.4 } },
    palmate(0.86, 0.92, 0.62),
    58,
  ),
  maple('pseudoplatanus', { teeth: { count: 8, depth: 0.2 } }, palmate(0.82, 0.86, 0.5), 74),
  maple(
    'campestre',
    { halfWidth: 0.29, apex: 0.5, lobes: { count: 2.2, depth: 0.24, pointed: 0.8 } },
    palmate(0.92, 0.94, 0.52),
    48,
  ),
  birch('pendula', { base: 0.34, apex: 1.25 }, 0.34, 70),
  birch(
    'pubescens',
    { halfWidth: 0.35, base: 0.52, apex: 0.72, teeth: { count: 9, depth: 0.14 } },
    0.22,
    80,
  ),
  birch(
    'utilis',
    {
      halfWidth: 0.31,
      base: 0.5,
      apex: 0.85,
      veins: { count: 11, lean: 0.7 },
      teeth: { count: 15, depth: 0.2 },
    },
    0.2,
    88,
  ),
  willow('alba', { teeth: { count: 18, depth: 0.1 } }, 0.5, 92),
  willow('viminalis', { halfWidth: 0.075, base: 0.5, apex: 0.8 }, 0.43, 84),
  willow(
    'caprea',
    { halfWidth: 0.25, base: 0.68, apex: 0.62, veins: { count: 8, lean: 0.9 } },
    0.46,
    96,
  ),
];
