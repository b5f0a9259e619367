// A sample's values as a small drawing of bars, in the place of a picture.
import type { JSX } from 'preact';
import { run } from '../state';
import { barsPath, vectorBars } from './vector-bars';
import { vector } from './vectors';

interface VectorDrawingProps {
  readonly index: number;
  /** Pixels of the page, a side. */
  readonly room: number;
}

export function VectorDrawing({ index, room }: VectorDrawingProps): JSX.Element {
  const values = vector(index);
  const bars = values ? vectorBars(values) : [];
  const name = run.value?.samples.names[index] ?? '';
  return (
    <svg
      class="portrait vector-drawing"
      role="img"
      aria-label={values ? `${name}: ${values.length} values` : name}
      width={room}
      height={room}
      viewBox={`0 -0.1 ${Math.max(1, bars.length)} 2.2`}
      preserveAspectRatio="none"
    >
      <path class="vector-zero" d={`M0 1h${Math.max(1, bars.length)}`} />
      <path class="vector-bars" d={barsPath(bars)} />
    </svg>
  );
}
