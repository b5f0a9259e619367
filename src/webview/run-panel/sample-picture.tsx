// A sample's picture, or a dashed frame where it cannot be read. Nothing for samples that are
// vectors.
import type { JSX } from 'preact';
import { Icon } from '../shared/icon';
import { pixelRatio } from '../shared/pixel-ratio';
import { arrivals, hasPictures, picture, type Drawable } from './pictures';
import { shownSize, type ShownSize } from './picture-size';
import { run } from './state';
import './sample-picture.css';

interface SamplePictureProps {
  readonly index: number;
  /** Pixels of the page that it may take, a side. */
  readonly room: number;
}

export function SamplePicture({ index, room }: SamplePictureProps): JSX.Element | null {
  if (arrivals.value < 0 || !hasPictures()) return null;
  const found = picture(index);
  const name = run.value?.samples.names[index] ?? '';
  if (found && !found.drawable) return <Unreadable name={name} room={room} />;
  return <PictureCanvas drawable={found?.drawable} room={room} name={name} />;
}

interface PictureCanvasProps {
  /** Undefined: not here yet. */
  readonly drawable: Drawable;
  readonly room: number;
  readonly name: string;
}

/** Keeps its place while the picture is on its way. */
export function PictureCanvas({ drawable, room, name }: PictureCanvasProps): JSX.Element {
  const size = drawable ? shownSize(drawable.width, drawable.height, room) : undefined;
  const ratio = pixelRatio.value;
  return (
    <canvas
      ref={(canvas) => {
        if (canvas && drawable && size) drawInto(canvas, drawable, size, ratio);
      }}
      class="picture"
      role="img"
      aria-label={name}
      style={{ width: `${size?.width ?? room}px`, height: `${size?.height ?? room}px` }}
    />
  );
}

function drawInto(
  canvas: HTMLCanvasElement,
  drawable: HTMLCanvasElement,
  { width, height, pixelated }: ShownSize,
  ratio: number,
): void {
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const context = canvas.getContext('2d');
  if (!context) return;
  context.imageSmoothingEnabled = !pixelated;
  context.imageSmoothingQuality = 'high';
  context.drawImage(drawable, 0, 0, canvas.width, canvas.height);
}

const Unreadable = ({ name, room }: { readonly name: string; readonly room: number }) => (
  <span
    class="picture picture-unreadable"
    role="img"
    aria-label={`${name}: picture cannot be read`}
    style={{ width: `${room}px`, height: `${room}px` }}
  >
    <Icon name="file-media" />
  </span>
);
