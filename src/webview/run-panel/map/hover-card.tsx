// What is under the pointer: picture, name, label, and its place among the anchor's negatives. The
// card never covers the anchor.
import type { JSX } from 'preact';
import { fixed } from '../../shared/numbers';
import { ClassMark } from '../class-mark';
import { SamplePicture } from '../sample-picture';
import * as state from '../state';
import { cardCorner } from './card-corner';
import * as view from './map-view';

/** As large as a card gets. */
const CARD = { width: 256, height: 100 };

export function HoverCard(): JSX.Element | null {
  const row = state.hovered.value;
  const name = row === undefined ? undefined : state.run.value?.samples.names[row];
  if (row === undefined || name === undefined) return null;
  const anchor = state.anchor.value;
  const [left, top] = cardCorner(view.onScreen(row), CARD, view.size.value, {
    avoid: anchor === undefined ? undefined : view.onScreen(anchor),
  });
  return (
    <div
      class="hover-card facts"
      aria-hidden="true"
      style={{ left: `${left}px`, top: `${top}px`, width: `${CARD.width}px` }}
    >
      <SamplePicture index={row} room={84} />
      <div class="hover-facts">
        <b class="cut">{name}</b>
        <ClassMark index={row} />
        <Relation row={row} />
      </div>
    </div>
  );
}

function Relation({ row }: { readonly row: number }): JSX.Element | null {
  if (row === state.anchor.value) return <span class="dim">the anchor</span>;
  const negative = state.report.value?.negatives.find(({ index }) => index === row);
  if (!negative) return null;
  return (
    <>
      <span class="dim figures">
        rank {negative.rank}, cosine {fixed(negative.cosine, 3)}
      </span>
      {negative.flagged && (
        <span class="figures">P(false negative) {fixed(negative.probability, 2)}</span>
      )}
    </>
  );
}
