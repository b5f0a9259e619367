// What the ramp says where colours are a column's numbers: its least, middle and largest one, and which
// part of them is shown.
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { NumberColumn } from '../../../protocol/sample-places';
import { RangeSlider } from '../../shared/controls/range-slider';
import { count, figure } from '../../shared/numbers';
import * as state from '../state';
import { columnRanks } from './map-view';
import { numberAt, rankOf, type NumberRanks } from './number-ranks';

type Span = readonly [low: number, high: number];

export function NumberLegend({ column }: { readonly column: NumberColumn }): JSX.Element {
  const { name } = column;
  const ranks = columnRanks.value;
  const kept = state.ranges.peek().get(name);
  const span = useSignal<Span>(
    kept && ranks ? [rankOf(ranks, kept[0]), rankOf(ranks, kept[1])] : [0, 1],
  );
  if (!ranks || ranks.sorted.length === 0)
    return <p class="legend-words dim">{name} has no numbers: all points are drawn faint.</p>;
  const at = (rank: number): string => figure(numberAt(ranks, rank));
  const range = state.ranges.value.get(name);
  return (
    <div class="legend-ramp">
      <div class="legend-head caption dim">
        <span class="cut">{name}, by rank</span>
      </div>
      <RangeSlider
        label={name}
        span={range ? span.value : [0, 1]}
        textOf={at}
        onChange={(chosen) => {
          span.value = chosen;
          restrict(name, ranks, chosen);
        }}
      />
      <div class="legend-ends caption dim figures">
        <span title="smallest">{at(0)}</span>
        <span title="median">{at(0.5)}</span>
        <span title="largest">{at(1)}</span>
      </div>
      {range && (
        <p class="legend-words legend-range dim figures">
          {figure(range[0])} – {figure(range[1])} shown
        </p>
      )}
      {ranks.missing > 0 && (
        <p class="legend-words dim">
          {count(ranks.missing)} missing, {range ? 'hidden' : 'drawn faint'}
        </p>
      )}
    </div>
  );
}

/** The whole span is no restriction: what has no number is shown then. */
function restrict(name: string, ranks: NumberRanks, [low, high]: Span): void {
  const ranges = new Map(state.ranges.value);
  if (low === 0 && high === 1) ranges.delete(name);
  else ranges.set(name, [numberAt(ranks, low), numberAt(ranks, high)]);
  state.ranges.value = ranges;
}
