// The same sheet photographed twice: moved by a pixel or two, with a little noise.
import type { Random } from '../random/random';

/** [size, size, 3] in 0 … 255 -> the same; the edge repeats where the picture moved away. */
export function nearDuplicate(picture: Uint8Array, size: number, random: Random): Uint8Array {
  const dx = random.chance(0.5) ? 1 : -1;
  const dy = random.integer(3) - 1;
  const inside = (position: number): number => Math.min(size - 1, Math.max(0, position));
  return picture.map((_, i) => {
    const pixel = Math.floor(i / 3);
    const from = inside(Math.floor(pixel / size) + dy) * size + inside((pixel % size) + dx);
    return Math.min(255, Math.max(0, picture[from * 3 + (i % 3)] + random.integer(7) - 3));
  });
}
