// A sample as it looks: its picture or, where samples are vectors, a drawing of its values.
import type { JSX } from 'preact';
import { hasPictures } from '../pictures';
import { SamplePicture } from '../sample-picture';
import { VectorDrawing } from './vector-drawing';

interface PortraitProps {
  readonly index: number;
  /** Pixels of the page that it may take, a side. */
  readonly room: number;
}

export function Portrait({ index, room }: PortraitProps): JSX.Element {
  if (!hasPictures()) return <VectorDrawing index={index} room={room} />;
  return (
    <span class="portrait" style={{ '--room': `${room}px` }}>
      <SamplePicture index={index} room={room} />
    </span>
  );
}
