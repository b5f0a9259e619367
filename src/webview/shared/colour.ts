// Colours as three bytes: reading what a browser computes, mixing, and writing them again.

/** Red, green and blue, 0 … 255 each. */
export type Rgb = readonly [number, number, number];

/** Reads `rgb()`, `rgba()` and `color(srgb …)`, the forms of a computed colour; opacity is dropped. */
export function parseColour(computed: string): Rgb {
  const [red = 0, green = 0, blue = 0] = (computed.match(/-?[\d.]+(?:e-?\d+)?/g) ?? []).map(Number);
  const unit = computed.startsWith('color(') ? 255 : 1;
  return [red * unit, green * unit, blue * unit];
}

/** `share` of the second colour over the first, 0 … 1. */
export function mix(a: Rgb, b: Rgb, share: number): Rgb {
  const between = (x: number, y: number): number => x + (y - x) * share;
  return [between(a[0], b[0]), between(a[1], b[1]), between(a[2], b[2])];
}

export function cssColour([red, green, blue]: Rgb, opacity = 1): string {
  const [r, g, b] = [red, green, blue].map(Math.round);
  return `rgb(${r} ${g} ${b} / ${opacity})`;
}
