// The crops the encoder saw of the anchor in the epoch that is shown, not fresh ones.
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { PictureCanvas } from '../sample-picture';
import { useStyleNumber } from './use-style-number';
import { useViews, type DrawableView } from './use-views';

/** How many there are, so that their place is kept until they come. */
const TWO: readonly undefined[] = [undefined, undefined];

interface ViewsProps {
  readonly index: number;
  readonly epoch: number | undefined;
}

export function Views({ index, epoch }: ViewsProps): JSX.Element {
  const element = useRef<HTMLDivElement>(null);
  const room = useStyleNumber(element, '--view-room', 84);
  const views = useViews(index, epoch);
  return (
    <div class="views" ref={element} role="group" aria-label="What the encoder saw">
      {(views ?? TWO).map((view, i) => (
        <View key={i} number={i + 1} view={view} room={room} />
      ))}
    </div>
  );
}

interface ViewProps {
  readonly number: number;
  readonly view: DrawableView | undefined;
  readonly room: number;
}

function View({ number, view, room }: ViewProps): JSX.Element {
  const name = `View ${number}`;
  const description = view?.description ?? '';
  return (
    <figure class="view" title={description}>
      <PictureCanvas drawable={view?.drawable} room={room} name={name} />
      <figcaption>
        <span>{name}</span>
        <span class="cut">{description}</span>
      </figcaption>
    </figure>
  );
}
