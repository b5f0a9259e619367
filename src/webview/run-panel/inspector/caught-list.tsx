// The samples that the lasso has caught: how many, their labels, and each of them to choose.
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { IconButton } from '../../shared/controls/icon-button';
import { count } from '../../shared/numbers';
import { labelName } from '../class-colours';
import { ClassMark } from '../class-mark';
import { anchor, caught, chooseAnchor, report, run } from '../state';
import { caughtFlags, caughtLabels } from './caught-words';
import { cardsOf, columnsOf, focusCard, rankAfter } from './list-focus';
import { Portrait } from './portrait';
import { useInSight } from './use-in-sight';
import './caught.css';

/** More of them are counted, not shown. */
const MOST = 500;
const ROOM = 56;

export function CaughtList(): JSX.Element {
  const rows = caught.value;
  const labels = caughtLabels(rows);
  const before = useRef(anchor.value);
  useLayoutEffect(() => {
    // An anchor that is chosen elsewhere is what the person wants to see next.
    if (anchor.value !== before.current) release();
  }, [anchor.value]);
  return (
    <>
      <header class="anchor-bar caught-bar">
        <h2 class="anchor-name">{count(rows.length)} caught</h2>
        <span class="grow" />
        <IconButton icon="close" label="Close" shortcut="Escape" onClick={release} />
      </header>
      <div class="inspector-scroll">
        <div class="caught-words facts dim">
          {labels !== '' && <p>{labels}</p>}
          {report.value && <p>{caughtFlags(rows, report.value)}</p>}
          {rows.length > MOST && <p>The first {MOST} are shown</p>}
        </div>
        <Samples rows={rows.slice(0, MOST)} />
      </div>
    </>
  );
}

const release = (): void => {
  caught.value = [];
};

function choose(row: number): void {
  release();
  chooseAnchor(row);
}

function Samples({ rows }: { readonly rows: readonly number[] }): JSX.Element {
  const at = useSignal(1);
  const onKeyDown = (event: KeyboardEvent & { readonly currentTarget: HTMLElement }): void => {
    const list = event.currentTarget;
    const columns = columnsOf(list);
    const place = { rank: at.value, length: cardsOf(list).length, columns };
    const next = rankAfter(event.key, place);
    if (event.key === 'Enter') choose(rows[at.value - 1]);
    else if (event.key === 'Escape') release();
    else if (next !== undefined) focusCard(list, next);
    else return;
    event.preventDefault();
  };
  return (
    <div class="caught" role="listbox" aria-label="Caught samples" onKeyDown={onKeyDown}>
      {rows.map((row, i) => (
        <Sample
          key={row}
          row={row}
          chosen={i + 1 === at.value}
          onFocus={() => {
            at.value = i + 1;
          }}
        />
      ))}
    </div>
  );
}

interface SampleProps {
  readonly row: number;
  readonly chosen: boolean;
  readonly onFocus: () => void;
}

function Sample({ row, chosen, onFocus }: SampleProps): JSX.Element {
  const element = useRef<HTMLDivElement>(null);
  const inSight = useInSight(element);
  const name = run.value?.samples.names[row] ?? '';
  const label = labelName(row);
  const words = label === undefined ? name : `${name}, ${label}`;
  return (
    <div
      ref={element}
      class="negative"
      role="option"
      tabIndex={chosen ? 0 : -1}
      aria-selected={chosen}
      aria-label={words}
      title={words}
      onFocus={(event) => {
        onFocus();
        event.currentTarget.scrollIntoView({ block: 'nearest' });
      }}
      onDblClick={() => {
        choose(row);
      }}
    >
      <div class="caught-picture">{inSight && <Portrait index={row} room={ROOM} />}</div>
      {label === undefined ? <span class="cut">{name}</span> : <ClassMark index={row} />}
    </div>
  );
}
