// What is under the pointer: picture, name, label, and its place among the anchor's negatives. The
// card never covers the anchor.
import type { JSX } from 'preact';
import { figure, fixed } from '../../shared/numbers';
import { sampleName } from '../class-colours';
import { ClassMark } from '../class-mark';
import { groupColour, groupName, shownGrouping } from '../groupings';
import { probabilityFigure } from '../inspector/figures';
import { SamplePicture } from '../sample-picture';
import * as state from '../state';
import { cardCorner } from './card-corner';
import * as view from './map-view';

/** Whose labels are counted. */
const NEAREST = 20;
/** As large as a card gets. */
const CARD = { width: 256, height: 132 };

export function HoverCard(): JSX.Element | null {
  const row = state.hovered.value;
  const name = row === undefined ? undefined : sampleName(row);
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
      {view.reachable(row) && <SamplePicture index={row} room={84} />}
      <div class="hover-facts">
        <b class="cut">{name}</b>
        <ClassMark index={row} />
        <Colour row={row} />
        <Relation row={row} />
        <Around row={row} />
      </div>
    </div>
  );
}

/** What its colour says, where that is not its class. */
function Colour({ row }: { readonly row: number }): JSX.Element | null {
  const kind = shownGrouping.value?.kind ?? 'class';
  if (kind !== 'class')
    return (
      <span class="class-mark">
        <span
          class="swatch"
          style={{
            background: groupColour(shownGrouping.value, shownGrouping.value?.of[row] ?? -1),
          }}
        />
        <span class="cut">
          {kind} {groupName(kind, row) ?? 'unknown'}
        </span>
      </span>
    );
  const column = state.columnValues.value.get(state.colourColumn.value ?? '');
  if (column?.kind !== 'number') return null;
  const value = column.values[row];
  return (
    <span class="cut figures">
      {column.name} {Number.isNaN(value) ? 'missing' : figure(value)}
    </span>
  );
}

/** `19 Bag, 1 Shirt of 20 nearest`, as soon as it is known. */
function Around({ row }: { readonly row: number }): JSX.Element | null {
  const found = state.neighbourhood.value;
  if (found?.index !== row || found.epoch !== state.epoch.value) return null;
  const { classes = [] } = state.run.value?.samples ?? {};
  const labels = Object.entries(found.nearestLabels).sort(([, a], [, b]) => b - a);
  const named = labels.slice(0, 3).map(([label, n]) => `${n} ${classes[Number(label)]}`);
  const { flagged } = found;
  return (
    <>
      {named.length > 0 && (
        <span class="dim figures hover-vote">
          {named.join(', ')} of {NEAREST} nearest
        </span>
      )}
      {flagged && (
        <span class="dim figures">
          {flagged.count} of {flagged.of} flagged
        </span>
      )}
    </>
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
        <span class="figures">P(false negative) {probabilityFigure(negative.probability)}</span>
      )}
    </>
  );
}
