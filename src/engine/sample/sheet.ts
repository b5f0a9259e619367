// A herbarium sheet: the leaf on paper, with its shadow and the light. Returns the finished picture.
import type { Random } from '../random/random';
import { drawLeaf } from './leaf';
import { Noise } from './noise';
import type { Specimen } from './specimen';

/** [size, size, 3] red, green, blue in 0 … 255. Equal specimens and streams give equal pictures. */
export function drawSheet(specimen: Specimen, size: number, random: Random): Uint8Array {
  const leaf = drawLeaf(specimen, size, random);
  const paper = drawPaper(size, random);
  const shadow = castShadow(leaf.coverage, size, specimen.light.from);
  const picture = new Uint8Array(size * size * 3);
  for (let pixel = 0; pixel < size * size; pixel++) {
    const brightness = lightAt(specimen, (pixel % size) / size, Math.floor(pixel / size) / size);
    const ground = paper[pixel] * (1 - 0.55 * shadow[pixel]) * (1 - leaf.coverage[pixel]);
    const grain = 0.012 * random.normal();
    for (let c = 0; c < 3; c++) {
      const matter = specimen.paperColour[c] * ground + leaf.colour[pixel * 3 + c];
      const value = matter * brightness * specimen.light.tint[c] + grain;
      picture[pixel * 3 + c] = Math.round(255 * Math.min(1, Math.max(0, value)));
    }
  }
  return picture;
}

/** [size, size] about 1: long fibres, and stains that are larger and fainter. */
function drawPaper(size: number, random: Random): Float32Array {
  const fibres = new Noise(7, 44, random);
  const stains = new Noise(4, 4, random);
  return Float32Array.from({ length: size * size }, (_, pixel) => {
    const x = (pixel % size) / size;
    const y = Math.floor(pixel / size) / size;
    return 1 + 0.05 * (fibres.at(x, y) - 0.5) + 0.07 * (stains.at(x, y) - 0.5);
  });
}

/** [size, size] in 0 … 1: the leaf's coverage, moved away from the light and blurred. */
function castShadow(coverage: Float32Array, size: number, from: number): Float32Array {
  const dx = Math.round(-0.028 * size * Math.cos(from));
  const dy = Math.round(-0.028 * size * Math.sin(from));
  const moved = coverage.map((_, pixel) => {
    const x = Math.min(size - 1, Math.max(0, (pixel % size) - dx));
    const y = Math.min(size - 1, Math.max(0, Math.floor(pixel / size) - dy));
    return coverage[y * size + x];
  });
  return blur(blur(moved, size), size);
}

/** The mean over 3 × 3 pixels; the edge repeats. */
function blur(values: Float32Array, size: number): Float32Array {
  const inside = (position: number): number => Math.min(size - 1, Math.max(0, position));
  return values.map((_, pixel) => {
    let sum = 0;
    for (let dy = -1; dy <= 1; dy++) {
      const row = inside(Math.floor(pixel / size) + dy) * size;
      for (let dx = -1; dx <= 1; dx++) sum += values[row + inside((pixel % size) + dx)];
    }
    return sum / 9;
  });
}

/** Brightest on the side the light comes from; x and y in 0 … 1. */
function lightAt({ light }: Specimen, x: number, y: number): number {
  const towards = (x - 0.5) * Math.cos(light.from) + (y - 0.5) * Math.sin(light.from);
  return 1 - light.falloff * (0.5 - towards);
}
