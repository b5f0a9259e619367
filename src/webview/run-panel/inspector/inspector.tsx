// The anchor and its hardest negatives. Draws from `state.ts` alone and takes no properties. Its
// place is a size container called `inspector` that does not scroll: what scrolls is up to it.
import type { JSX } from 'preact';

export function Inspector(): JSX.Element {
  return <section class="inspector" aria-label="Anchor" />;
}
