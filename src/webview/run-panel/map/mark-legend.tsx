// What the marks on the map mean, and the ramp where colour is a number.
import type { JSX } from 'preact';
import * as state from '../state';

export const MarkLegend = (): JSX.Element => (
  <div class="legend-marks">
    <div class="legend-head caption dim">On the map</div>
    <Mark kind="anchor" words="anchor" />
    <Mark kind="negative" words="hard negative" />
    <Mark kind="flagged" words="flagged" />
  </div>
);

const Mark = ({ kind, words }: { readonly kind: string; readonly words: string }) => (
  <div class="legend-mark dim">
    <span class={`legend-ring legend-ring-${kind}`} />
    {words}
  </div>
);

export function RampLegend(): JSX.Element {
  if (state.anchor.value === undefined)
    return (
      <p class="legend-words dim">Choose an anchor: points are then coloured by their cosine.</p>
    );
  const failure = state.failures.value.cosines;
  if (failure !== undefined) return <p class="legend-words dim">{failure}</p>;
  return (
    <div class="legend-ramp">
      <div class="legend-head caption dim">Difficulty, by rank</div>
      <div class="legend-ramp-bar" />
      <div class="legend-ends caption dim">
        <span>easy</span>
        <span>hard</span>
      </div>
    </div>
  );
}
