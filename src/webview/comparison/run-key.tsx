// A run's line as it is drawn in the charts.
import type { JSX } from 'preact';
import { runStyle } from './run-style';

export function RunKey({ place }: { readonly place: number }): JSX.Element {
  const { variable, dash } = runStyle(place);
  return (
    <svg class="run-key" width="24" height="8" aria-hidden="true">
      <line
        x1="0"
        x2="24"
        y1="4"
        y2="4"
        style={{ stroke: variable }}
        stroke-dasharray={dash.join(' ')}
      />
    </svg>
  );
}
