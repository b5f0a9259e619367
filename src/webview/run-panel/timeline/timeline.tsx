// Scrubber and curves over one time axis. Draws from `state.ts` alone and takes no properties. Its
// root is `timeline`, with two children and nothing else: `scrubber` and `lanes`. The layout stacks
// them under the map; in the narrow form it takes them apart (the root is then `display: contents`):
// the scrubber stays under the map, the lanes share a place with the anchor and may scroll there.
import type { JSX } from 'preact';

export function Timeline(): JSX.Element {
  return (
    <div class="timeline">
      <div class="scrubber" />
      <div class="lanes" />
    </div>
  );
}
