// The groups by which the map is coloured, with colours and sizes: click hides one, Alt-click shows it
// alone, hovering dims the others. One stop of the Tab key. Of many groups a search finds one and gives
// it a colour of its own.
import { useSignal } from '@preact/signals';
import type { JSX, TargetedKeyboardEvent } from 'preact';
import { useRef } from 'preact/hooks';
import { announce } from '../../shared/announce';
import { nextOf } from '../../shared/controls/next-of';
import { count } from '../../shared/numbers';
import { CLASS_COLOURS } from '../../shared/theme';
import type { Grouping } from '../groupings';
import * as state from '../state';
import { GroupButton, grantColour } from './group-button';
import { emphasised } from './map-view';

/** More are found by searching. */
const MOST_LISTED = 100;

const plurals: Readonly<Record<state.GroupKind, string>> = {
  class: 'Classes',
  split: 'Splits',
  cluster: 'Clusters',
};

export function GroupLegend({ grouping }: { readonly grouping: Grouping }): JSX.Element {
  const wanted = useSignal('');
  const list = useRef<HTMLDivElement>(null);
  const found = matching(grouping, wanted.value);
  const noun = state.run.value?.samples.kind === 'image' ? 'images' : 'samples';
  return (
    <>
      <div class="legend-head caption dim">
        <span>{grouping.title}</span>
        <span>{noun}</span>
      </div>
      {grouping.names.length > CLASS_COLOURS && (
        <Search
          label={`Search ${plurals[grouping.kind].toLowerCase()}`}
          onText={(text) => {
            wanted.value = text;
          }}
          onEnter={() => {
            if (wanted.value !== '' && found.length > 0) colour(grouping, found[0]);
          }}
          onDown={() => list.current?.querySelector('button')?.focus()}
        />
      )}
      <div
        class="legend-classes"
        ref={list}
        role="group"
        aria-label={`${plurals[grouping.kind]} shown on the map`}
        onKeyDown={onListKey}
        onPointerLeave={() => {
          emphasised.value = undefined;
        }}
      >
        {found.slice(0, MOST_LISTED).map((group, at) => (
          <GroupButton key={group} {...{ grouping, group, noun }} first={at === 0} />
        ))}
      </div>
      {found.length === 0 && <p class="legend-words dim">None has this in its name.</p>}
      {found.length > MOST_LISTED && (
        <p class="legend-words dim">{count(found.length - MOST_LISTED)} more: search for them.</p>
      )}
      <WithoutGroup grouping={grouping} noun={noun} />
    </>
  );
}

interface SearchProps {
  readonly label: string;
  readonly onText: (text: string) => void;
  readonly onEnter: () => void;
  readonly onDown: () => void;
}

function Search({ label, onText, onEnter, onDown }: SearchProps): JSX.Element {
  return (
    <div class="field legend-search">
      <input
        type="search"
        aria-label={`${label}; Enter gives the first one found a colour`}
        placeholder={label}
        spellcheck={false}
        onInput={({ currentTarget }) => {
          onText(currentTarget.value.trim());
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') onEnter();
          else if (event.key === 'ArrowDown') onDown();
          else return;
          event.preventDefault();
        }}
      />
    </div>
  );
}

/** Missing values are drawn faint. */
function WithoutGroup(props: {
  readonly grouping: Grouping;
  readonly noun: string;
}): JSX.Element | null {
  const { of, sizes, title } = props.grouping;
  const without = of.length - sizes.reduce((sum, size) => sum + size, 0);
  if (without === 0) return null;
  return (
    <p class="legend-words dim">
      {count(without)} {props.noun} without {title.toLowerCase()}, drawn quietly
    </p>
  );
}

function onListKey(event: TargetedKeyboardEvent<HTMLDivElement>): void {
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('.legend-class')];
  const next = nextOf(buttons, event.key);
  if (!next) return;
  event.preventDefault();
  next.focus();
}

/** In the order of the groups; where not all have a colour, those that have one first, then by size. */
function matching({ names, sizes, slots }: Grouping, wanted: string): readonly number[] {
  const text = wanted.toLowerCase();
  const found = [...names.keys()].filter((group) => names[group].toLowerCase().includes(text));
  if (!slots.includes(-1)) return found;
  const plain = (group: number): number => Number(slots[group] < 0);
  return found.sort((a, b) => plain(a) - plain(b) || sizes[b] - sizes[a] || a - b);
}

function colour(grouping: Grouping, group: number): void {
  grantColour(grouping, group);
  announce(`${grouping.names[group]} has a colour of its own`);
}
