// Scrubber and curves over one time axis. Draws from `state.ts` alone and takes no properties. Its
// root is `timeline`, with two children and nothing else: `scrubber` and `lanes`. The layout stacks
// them under the map; in the narrow form it takes them apart (the root is then `display: contents`):
// the scrubber stays under the map, the lanes share a place with the anchor and may scroll there.
import type { JSX, TargetedKeyboardEvent } from 'preact';
import { run } from '../state';
import { curvesOf } from '../../shared/curves/curves';
import { Lane } from './lane';
import { closeCurve, openedCurve } from './opened';
import { Scrubber } from './scrubber';
import './timeline.css';

export function Timeline(): JSX.Element {
  return (
    <div class="timeline" onKeyDown={onKeyDown}>
      <Scrubber />
      <Lanes />
    </div>
  );
}

/** Escape closes the open curve also from its lane. */
function onKeyDown(event: TargetedKeyboardEvent<HTMLDivElement>): void {
  if (event.key !== 'Escape' || openedCurve.value === undefined) return;
  closeCurve();
  event.preventDefault();
}

function Lanes(): JSX.Element {
  const curves = run.value ? curvesOf(run.value.metrics, run.value.samples.kind) : [];
  return (
    <div class="lanes" role="group" aria-label="Curves">
      {curves.map((curve) => (
        <Lane key={curve.metric} curve={curve} />
      ))}
      {run.value && curves.length === 0 && (
        <p class="lanes-empty dim facts">The curves begin when the first epoch is done.</p>
      )}
    </div>
  );
}
