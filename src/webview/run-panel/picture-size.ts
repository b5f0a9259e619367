// How large a picture is shown: small ones by whole multiples of their pixels, so that each pixel
// stays a square; photographs scaled down, never up.

/** Below this many pixels a side, a picture counts as one made of visible pixels. */
const SMALL = 65;

export interface ShownSize {
  readonly width: number;
  readonly height: number;
  readonly pixelated: boolean;
}

/** The largest fitting size within `room` pixels a side; a small picture is never below 1 ×. */
export function shownSize(width: number, height: number, room: number): ShownSize {
  const side = Math.max(width, height, 1);
  if (side < SMALL && side <= room) {
    const times = Math.floor(room / side);
    return { width: width * times, height: height * times, pixelated: true };
  }
  const scale = Math.min(1, room / side);
  return { width: width * scale, height: height * scale, pixelated: false };
}
