// Finds samples by name or label: arrows walk the results, Enter makes one the anchor.
import { useSignal, type Signal } from '@preact/signals';
import type { JSX, TargetedKeyboardEvent } from 'preact';
import { useRef } from 'preact/hooks';
import { Icon } from '../../shared/icon';
import { Key } from '../../shared/controls/key';
import { count } from '../../shared/numbers';
import { useStateEffect } from '../../shared/use-state-effect';
import { ClassMark } from '../class-mark';
import { host } from '../requests';
import * as state from '../state';
import { bringIntoSight } from './map-view';

/** Results that are listed. */
const MOST = 20;
/** Milliseconds of rest before a search begins. */
const REST = 120;

interface Found {
  readonly text: string;
  readonly rows: readonly number[];
}

export function Search(): JSX.Element {
  const input = useRef<HTMLInputElement>(null);
  const found = useSignal<Found | undefined>(undefined);
  const at = useSignal(0);
  const ask = useSearch(found);
  useStateEffect(() => {
    if (state.searchWanted.value === 0) return;
    input.current?.focus();
    input.current?.select();
  });
  const close = (): void => {
    found.value = undefined;
  };
  const choose = (row: number | undefined): void => {
    if (row === undefined) return;
    state.chooseAnchor(row);
    bringIntoSight(row);
    close();
  };
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLInputElement>): void => {
    const rows = found.value?.rows ?? [];
    if (event.key === 'ArrowDown') at.value = Math.min(at.value + 1, rows.length - 1);
    else if (event.key === 'ArrowUp') at.value = Math.max(at.value - 1, 0);
    else if (event.key === 'Enter') choose(rows[at.value]);
    else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const open = found.value !== undefined;
  return (
    <div class="search">
      <div class="field">
        <Icon name="search" />
        <input
          ref={input}
          type="search"
          role="combobox"
          list={undefined}
          aria-label="Search samples by name or label"
          aria-expanded={open}
          aria-controls="search-results"
          aria-autocomplete="list"
          aria-activedescendant={open ? `search-result-${at.value}` : undefined}
          placeholder={placeholder()}
          spellcheck={false}
          onInput={({ currentTarget }) => {
            at.value = 0;
            ask(currentTarget.value);
          }}
          onKeyDown={onKeyDown}
          onBlur={close}
        />
        <Key name="/" />
      </div>
      <ul
        class="search-results facts"
        id="search-results"
        role="listbox"
        aria-label="Results"
        hidden={!open}
      >
        {found.value && <Results found={found.value} at={at.value} choose={choose} />}
      </ul>
    </div>
  );
}

function placeholder(): string {
  const samples = state.run.value?.samples;
  if (!samples) return 'Search';
  return `Search ${count(samples.count)} ${samples.kind === 'image' ? 'images' : 'samples'}`;
}

interface ResultsProps {
  readonly found: Found;
  readonly at: number;
  readonly choose: (row: number) => void;
}

function Results({ found, at, choose }: ResultsProps): JSX.Element {
  if (found.rows.length === 0)
    return (
      <li class="search-none dim" role="option" aria-selected={false}>
        Nothing has “{found.text}” in its name or label.
      </li>
    );
  return (
    <>
      {found.rows.map((row, i) => (
        <li
          key={row}
          id={`search-result-${i}`}
          role="option"
          aria-selected={i === at}
          // Before the field loses the focus and closes the list.
          onPointerDown={(event) => {
            event.preventDefault();
            choose(row);
          }}
        >
          <span class="cut">{state.run.value?.samples.names[row]}</span>
          <ClassMark index={row} />
        </li>
      ))}
    </>
  );
}

/** Asks after a rest; a newer question ends the older one. */
function useSearch(found: Signal<Found | undefined>): (text: string) => void {
  const running = useRef({ timer: 0, abort: new AbortController() });
  return (typed) => {
    const { current } = running;
    const text = typed.trim();
    window.clearTimeout(current.timer);
    current.abort.abort();
    current.abort = new AbortController();
    const { signal } = current.abort;
    if (text === '') {
      found.value = undefined;
      return;
    }
    current.timer = window.setTimeout(() => {
      host.request('search', { text, most: MOST }, signal).then(
        (rows) => {
          found.value = { text, rows };
        },
        () => {
          found.value = signal.aborted ? found.value : { text, rows: [] };
        },
      );
    }, REST);
  };
}
