// What the colours of the map say, which part of the samples is shown, and what the marks mean.
import type { JSX } from 'preact';
import { count } from '../../shared/numbers';
import { shownGrouping } from '../groupings';
import * as state from '../state';
import { hiddenCount, showAll } from './filters';
import { GroupLegend } from './group-legend';
import { MarkLegend, RampLegend } from './mark-legend';
import { NumberLegend } from './number-legend';

export function Legend(): JSX.Element {
  return (
    <div class="legend facts">
      <Colours />
      <Hidden />
      <MarkLegend />
    </div>
  );
}

function Colours(): JSX.Element | null {
  const colourBy = state.colourBy.value;
  const grouping = shownGrouping.value;
  const { clusters, column } = state.failures.value;
  // Keys: what a search or a slider holds is of one colouring.
  if (grouping) return <GroupLegend key={grouping.kind} grouping={grouping} />;
  if (colourBy === 'difficulty') return <RampLegend />;
  if (colourBy === 'cluster')
    return (
      <Words failure={clusters}>
        {state.epoch.value === undefined
          ? 'Clusters come with the first map of the encoder.'
          : 'Finding clusters…'}
      </Words>
    );
  const name = state.colourColumn.value;
  const read = name === undefined ? undefined : state.columnValues.value.get(name);
  if (read?.kind === 'number') return <NumberLegend key={name} column={read} />;
  if (name === undefined && colourBy !== 'split') return null;
  return <Words failure={column}>Reading the data…</Words>;
}

interface WordsProps {
  readonly failure: string | undefined;
  readonly children: string;
}

const Words = ({ failure, children }: WordsProps): JSX.Element => (
  <p class="legend-words dim" role="status">
    {failure ?? children}
  </p>
);

/** Filters outlive the colouring that they were chosen in. */
function Hidden(): JSX.Element | null {
  if (hiddenCount.value === 0) return null;
  return (
    <div class="legend-hidden dim">
      <span class="figures">{count(hiddenCount.value)} hidden</span>
      <button type="button" class="link" onClick={showAll}>
        Show all
      </button>
    </div>
  );
}
