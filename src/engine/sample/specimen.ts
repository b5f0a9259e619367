// One specimen: everything that varies between two sheets of the same species, drawn at random.
import type { Random } from '../random/random';
import { Blade } from './blade';
import type { BladeForm, Finger, Species } from './species';

export type Rgb = readonly [red: number, green: number, blue: number];

/** A finger of the leaf with the blade that grew on it. */
export interface GrownFinger extends Finger {
  readonly blade: Blade;
}

export interface Specimen {
  readonly species: Species;
  readonly fingers: readonly GrownFinger[];
  /** Lateral reach of the petiole's end, in units of the leaf's length. */
  readonly petioleBend: number;
  /** Centre in units of the picture's side, turn in radians, length of the leaf in units of the side. */
  readonly pose: {
    readonly x: number;
    readonly y: number;
    readonly turn: number;
    readonly length: number;
    readonly mirrored: boolean;
  };
  readonly leafColour: Rgb;
  /** Where the leaf has dried, it has this colour. */
  readonly driedColour: Rgb;
  /** Share of the leaf that has dried, 0 … 1. */
  readonly dried: number;
  readonly paperColour: Rgb;
  /** Light: where it comes from (radians), how much it falls off over the sheet, and its colour. */
  readonly light: { readonly from: number; readonly falloff: number; readonly tint: Rgb };
}

/** Draws a specimen of a species. Equal streams give equal specimens. */
export function growSpecimen(species: Species, random: Random): Specimen {
  const form = varyForm(species.form, random);
  const fingers = species.fingers.map(({ angle, length }) => ({
    angle: angle + 0.06 * random.normal(),
    length: length * random.uniform(0.93, 1.06),
    blade: new Blade(form, 0.05 * random.normal(), random),
  }));
  const warmth = random.uniform(-0.03, 0.03);
  return {
    species,
    fingers,
    petioleBend: 0.05 * random.normal(),
    pose: drawPose(random),
    ...drawColours(species, random),
    light: {
      from: random.uniform(0, 2 * Math.PI),
      falloff: random.uniform(0.04, 0.2),
      tint: [1 + warmth, 1, 1 - warmth],
    },
  };
}

function varyForm(form: BladeForm, random: Random): BladeForm {
  const about = (value: number, spread: number): number =>
    value * (1 + spread * random.uniform(-1, 1));
  return {
    ...form,
    halfWidth: about(form.halfWidth, 0.14),
    base: about(form.base, 0.12),
    apex: about(form.apex, 0.12),
    lobes: { ...form.lobes, depth: about(form.lobes.depth, 0.18) },
    teeth: { ...form.teeth, depth: about(form.teeth.depth, 0.18) },
  };
}

function drawPose(random: Random): Specimen['pose'] {
  return {
    x: 0.5 + random.uniform(-0.06, 0.06),
    y: 0.5 + random.uniform(-0.06, 0.06),
    turn: -Math.PI / 2 + 0.6 * random.normal(),
    length: random.uniform(0.76, 0.94),
    mirrored: random.chance(0.5),
  };
}

function drawColours(
  { colour }: Species,
  random: Random,
): Pick<Specimen, 'leafColour' | 'driedColour' | 'dried' | 'paperColour'> {
  const age = random.uniform();
  const hue = colour.hue - 24 * age ** 2 + 5 * random.normal();
  return {
    leafColour: fromHsl(
      hue,
      colour.saturation + 0.14 * age + 0.05 * random.normal(),
      colour.lightness * random.uniform(0.85, 1.15),
    ),
    driedColour: fromHsl(
      random.uniform(22, 46),
      random.uniform(0.3, 0.5),
      random.uniform(0.26, 0.42),
    ),
    dried: random.uniform(0, 0.45),
    paperColour: fromHsl(
      random.uniform(36, 48),
      random.uniform(0.22, 0.38),
      random.uniform(0.8, 0.9),
    ),
  };
}

/** Hue in degrees, saturation and lightness in 0 … 1 (clamped) to red, green, blue in 0 … 1. */
function fromHsl(hue: number, saturation: number, lightness: number): Rgb {
  const strength = Math.min(1, Math.max(0, saturation)) * Math.min(lightness, 1 - lightness);
  const channel = (offset: number): number => {
    const k = (((offset + hue / 30) % 12) + 12) % 12;
    return lightness - strength * Math.max(-1, Math.min(k - 3, 9 - k, 1));
  };
  return [channel(0), channel(8), channel(4)];
}
