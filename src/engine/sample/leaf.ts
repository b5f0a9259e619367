// Draws the leaf alone: how much of each pixel it covers, and in which colour. Paper and light come later.
import type { Random } from '../random/random';
import type { BladePoint } from './blade';
import { Noise } from './noise';
import type { Rgb, Specimen } from './specimen';

export interface LeafLayer {
  /** [size, size]: share of the pixel that is leaf, 0 … 1. */
  readonly coverage: Float32Array;
  /** [size, size, 3]: the leaf's colour times coverage. */
  readonly colour: Float32Array;
}

/** Samples per pixel along one axis: the antialiasing. */
const samples = 3;

export function drawLeaf(specimen: Specimen, size: number, random: Random): LeafLayer {
  const coverage = new Float32Array(size * size);
  const colour = new Float32Array(size * size * 3);
  const shade = leafShader(specimen, random);
  const place = leafPlacement(specimen, size);
  const sample: [number, number, number] = [0, 0, 0];
  for (let pixel = 0; pixel < size * size; pixel++) {
    for (let i = 0; i < samples * samples; i++) {
      const x = (pixel % size) + ((i % samples) + 0.5) / samples;
      const y = Math.floor(pixel / size) + (Math.floor(i / samples) + 0.5) / samples;
      const [u, v] = place(x, y);
      if (!shade(u, v, sample)) continue;
      coverage[pixel] += 1 / samples ** 2;
      for (let c = 0; c < 3; c++) colour[pixel * 3 + c] += sample[c] / samples ** 2;
    }
  }
  return { coverage, colour };
}

/** Pixel position -> leaf position: the blade starts at (0, 0) and points to (1, 0), the petiole to (−1, 0). */
function leafPlacement(
  { species, fingers, pose }: Specimen,
  size: number,
): (x: number, y: number) => readonly [number, number] {
  const reach = fingers[0].length;
  const scale = (reach + species.petiole) / (pose.length * size);
  const middle = (reach - species.petiole) / 2;
  const cos = Math.cos(pose.turn) * scale;
  const sin = Math.sin(pose.turn) * scale;
  const flip = pose.mirrored ? -1 : 1;
  return (x, y) => {
    const dx = x - pose.x * size;
    const dy = y - pose.y * size;
    return [middle + cos * dx + sin * dy, flip * (cos * dy - sin * dx)];
  };
}

/** Returns a function that writes the colour at a leaf position, or says false where there is no leaf. */
function leafShader(
  specimen: Specimen,
  random: Random,
): (u: number, v: number, out: [number, number, number]) => boolean {
  const patches = new Noise(5, 5, random);
  const { leafColour, driedColour, dried, pose, light } = specimen;
  const lit = Math.sin(light.from - pose.turn) * (pose.mirrored ? -1 : 1);
  const point: BladePoint = { along: 0, across: 0, inside: 0 };
  return (u, v, out) => {
    const inside = locateOnFingers(specimen, u, v, point);
    if (inside <= 0) return shadePetiole(specimen, u, v, out);
    const patch = patches.at(0.5 + u / 2, 0.5 + v) * 0.75 + 0.3 * Math.max(0, 1 - inside / 0.035);
    const dryness = smoothstep(0.9 - dried, 1.1 - dried, patch);
    const [brightness, vein] = relief(point, specimen.species.form.veins, lit);
    for (let c = 0; c < 3; c++) {
      const flesh = leafColour[c] + (driedColour[c] - leafColour[c]) * dryness;
      out[c] = flesh * brightness + (0.62 - 0.1 * c - flesh) * vein;
    }
    return true;
  };
}

/** Fills `point` for the finger on which (u, v) lies deepest; returns the depth in leaf units. */
function locateOnFingers({ fingers }: Specimen, u: number, v: number, point: BladePoint): number {
  let deepest = -Infinity;
  let best = { along: 0, across: 0, inside: 0 };
  for (const { angle, length, blade } of fingers) {
    const cos = Math.cos(angle) / length;
    const sin = Math.sin(angle) / length;
    blade.locate(cos * u + sin * v, cos * v - sin * u, point);
    if (point.inside * length <= deepest) continue;
    deepest = point.inside * length;
    best = { ...point };
  }
  Object.assign(point, best);
  return deepest;
}

/** Brightness of the flesh (about 1) and how much of the vein's colour shows (0 … 1). */
function relief(
  { along, across }: BladePoint,
  veins: { readonly count: number; readonly lean: number },
  lit: number,
): readonly [brightness: number, vein: number] {
  const distance = Math.abs(across);
  const phase = (along - veins.lean * distance) * veins.count + (across < 0 ? 0.2 : 0) + 8;
  const between = phase % 1;
  const fromVein = Math.min(between, 1 - between) / veins.count;
  const midrib = 1 - smoothstep(0, 0.03 * (1.15 - along), distance);
  const side = 0.45 * (1 - smoothstep(0, 0.02, fromVein)) * (along > 0.03 ? 1 : 0);
  const half = Math.sign(across) * lit;
  const brightness = 1 + 0.1 * half + 0.09 * lit * Math.sin(2 * Math.PI * between);
  return [brightness, 0.75 * Math.max(midrib, side)];
}

function shadePetiole(
  { species, petioleBend, leafColour, driedColour }: Specimen,
  u: number,
  v: number,
  out: [number, number, number],
): boolean {
  const down = -u / species.petiole;
  if (down < -0.05 || down > 1) return false;
  if (Math.abs(v - petioleBend * down * down) > 0.014 + 0.008 * down ** 4) return false;
  const stalk = (c: number, leaf: Rgb): number => 0.45 * (leaf[c] + driedColour[c]);
  for (let c = 0; c < 3; c++) out[c] = stalk(c, leafColour);
  return true;
}

function smoothstep(from: number, to: number, x: number): number {
  const t = Math.min(1, Math.max(0, (x - from) / (to - from)));
  return t * t * (3 - 2 * t);
}
