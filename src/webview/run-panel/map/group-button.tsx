// One group of the legend.
import type { JSX } from 'preact';
import { IconButton } from '../../shared/controls/icon-button';
import { count } from '../../shared/numbers';
import { CLASS_COLOURS } from '../../shared/theme';
import { groupColour, type Grouping } from '../groupings';
import * as state from '../state';
import { emphasised } from './map-view';

interface GroupButtonProps {
  readonly grouping: Grouping;
  readonly group: number;
  readonly noun: string;
  /** The list's stop of the Tab key. */
  readonly first: boolean;
}

export function GroupButton({ grouping, group, noun, first }: GroupButtonProps): JSX.Element {
  const shown = !state.hidden.value[grouping.kind].has(group);
  const name = grouping.names[group];
  const plain = grouping.slots[group] < 0;
  const grant = (): void => {
    grantColour(grouping, group);
  };
  return (
    <div class="legend-row">
      <button
        type="button"
        class="legend-class"
        aria-pressed={shown}
        title={`${name}: click hides, Alt-click or O shows it alone${plain ? ', C gives it a colour' : ''}`}
        tabIndex={first ? 0 : -1}
        onClick={({ altKey }) => {
          if (altKey) isolate(grouping, group);
          else toggle(grouping, group);
        }}
        onKeyDown={(event) => {
          const key = event.key.toLowerCase();
          if (event.ctrlKey || event.metaKey || event.altKey) return;
          if (key === 'c' && plain) grant();
          else if (key === 'o') isolate(grouping, group);
        }}
        onPointerEnter={() => {
          emphasised.value = shown ? group : undefined;
        }}
      >
        <span class="swatch" style={{ background: groupColour(grouping, group) }} />
        <span class="cut">{name}</span>
        <span class="unseen">, </span>
        <span class="legend-count figures">{count(grouping.sizes[group])}</span>
        <span class="unseen"> {noun}</span>
      </button>
      {plain && (
        <IconButton
          icon="symbol-color"
          label={`Give ${name} a colour`}
          reachable={false}
          onClick={grant}
        />
      )}
    </div>
  );
}

/** The one that was given a colour first yields it where all colours are given. */
export function grantColour({ kind, slots }: Grouping, group: number): void {
  if (slots[group] >= 0) return;
  const given = [...state.granted.value[kind].filter((each) => slots[each] >= 0), group];
  state.granted.value = { ...state.granted.value, [kind]: given.slice(-CLASS_COLOURS) };
}

function toggle({ kind }: Grouping, group: number): void {
  const hidden = new Set(state.hidden.value[kind]);
  if (!hidden.delete(group)) hidden.add(group);
  state.hide(kind, hidden);
  emphasised.value = undefined;
}

/** A second time shows all again. */
function isolate({ kind, names, of }: Grouping, group: number): void {
  const hidden = state.hidden.value[kind];
  const others = [...names.keys()].filter((each) => each !== group);
  const alone = others.every((each) => hidden.has(each)) && !hidden.has(group);
  // What is in no group is not shown with one either.
  const without = of.includes(-1) ? [-1] : [];
  state.hide(kind, new Set(alone ? [] : [...others, ...without]));
  emphasised.value = undefined;
}
