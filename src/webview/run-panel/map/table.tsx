// The map as a table: all rows that the map shows, the anchor's negatives first. Only rows in sight
// are in the page; arrows move, Enter makes a row the anchor. Test samples that the map shows come last.
import { computed, useSignal } from '@preact/signals';
import type { JSX, TargetedKeyboardEvent } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { count } from '../../shared/numbers';
import * as state from '../state';
import { sampleName } from '../class-colours';
import { isShown } from './filters';
import { canBeAnchor } from './map-view';
import { columns, negativesByRow } from './table-columns';

const ROW = 24;
/** Rows beyond the edges, so that a scroll does not show a gap. */
const SPARE = 8;

const rows = computed<readonly number[]>(() => {
  const tests = state.testOnMap.value?.names.length ?? 0;
  const samples = (state.run.value?.samples.count ?? 0) + tests;
  const anchor = state.anchor.value;
  const first = [...(anchor === undefined ? [] : [anchor]), ...negativesByRow.value.keys()];
  const known = new Set(first);
  const rest: number[] = [];
  for (let row = 0; row < samples; row++) if (!known.has(row) && isShown(row)) rest.push(row);
  return [...first, ...rest];
});

export function MapTable(): JSX.Element {
  const place = useRef<HTMLDivElement>(null);
  const scrolled = useSignal(0);
  const height = useSignal(400);
  const current = useSignal(0);
  useLayoutEffect(() => {
    height.value = place.current?.clientHeight ?? height.value;
  }, []);
  useLayoutEffect(() => place.current?.focus(), []);
  const total = rows.value.length;
  const first = Math.max(0, Math.floor(scrolled.value / ROW) - SPARE);
  const end = Math.min(total, Math.ceil((scrolled.value + height.value) / ROW) + SPARE);
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLDivElement>): void => {
    const next = nextRow(event.key, current.value, Math.floor(height.value / ROW) - 2);
    if (event.key === 'Enter') chooseRow(rows.value[current.value]);
    else if (next === undefined) return;
    else {
      current.value = Math.min(total - 1, Math.max(0, next));
      scrollTo(event.currentTarget, current.value);
    }
    event.preventDefault();
  };
  return (
    <div
      class="map-table facts"
      ref={place}
      tabIndex={0}
      role="region"
      aria-label={`Table of ${count(total)} samples`}
      onScroll={({ currentTarget }) => {
        scrolled.value = currentTarget.scrollTop;
        height.value = currentTarget.clientHeight;
      }}
      onKeyDown={onKeyDown}
    >
      <table aria-rowcount={total + 1} style={{ '--columns': columns.value.length }}>
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col">Name</th>
            {columns.value.map(({ name, number = false }, at) => (
              <th key={at} scope="col" class={number ? 'cell-number' : undefined} title={name}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Space rows={first} />
          {rows.value.slice(first, end).map((row, i) => (
            <Row key={row} row={row} at={first + i} current={first + i === current.value} />
          ))}
          <Space rows={total - end} />
        </tbody>
      </table>
    </div>
  );
}

interface RowProps {
  readonly row: number;
  /** From 0, in the table's order. */
  readonly at: number;
  readonly current: boolean;
}

function Row({ row, at, current }: RowProps): JSX.Element {
  const isAnchor = row === state.anchor.value;
  const classes = [current && 'row-current', isAnchor && 'row-anchor'].filter(Boolean).join(' ');
  return (
    <tr
      class={classes}
      aria-rowindex={at + 2}
      onClick={() => {
        chooseRow(row);
      }}
    >
      <th scope="row" class="cut">
        <button type="button" class="row-name cut" tabIndex={-1}>
          {sampleName(row)}
        </button>
      </th>
      {columns.value.map(({ number = false, cell }, at) => (
        <td key={at} class={number ? 'cell-number' : undefined}>
          {cell(row)}
        </td>
      ))}
    </tr>
  );
}

/** In the place of rows that are out of sight. */
const Space = ({ rows: missing }: { readonly rows: number }): JSX.Element | null =>
  missing > 0 ? (
    <tr aria-hidden="true">
      <td colSpan={columns.value.length + 1} style={{ height: `${missing * ROW}px` }} />
    </tr>
  ) : null;

function chooseRow(row: number | undefined): void {
  if (row !== undefined && canBeAnchor(row)) state.chooseAnchor(row);
}

function nextRow(key: string, current: number, page: number): number | undefined {
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: current + 1,
    ArrowUp: current - 1,
    PageDown: current + page,
    PageUp: current - page,
    Home: 0,
    End: Infinity,
  };
  return steps[key];
}

/** Brings a row in between the head and the lower edge. */
function scrollTo(place: HTMLElement, at: number): void {
  const [top, bottom] = [at * ROW, (at + 2) * ROW];
  if (top < place.scrollTop) place.scrollTop = top;
  else if (bottom > place.scrollTop + place.clientHeight)
    place.scrollTop = bottom - place.clientHeight;
}
