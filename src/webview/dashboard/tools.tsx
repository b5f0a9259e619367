// Above the list: a field that filters by name and state, and a menu of orders and states.
import type { JSX } from 'preact';
import { Menu } from '../shared/controls/menu';
import { Icon } from '../shared/icon';
import { orders, shownStates } from './arrange';
import { order, shown, tabStop, text } from './state';
import { focusRow } from './tree-keys';

export function Tools(): JSX.Element {
  const commands = [
    ...orders.map(({ value, label }) => ({
      label,
      checked: order.value === value,
      run: () => {
        order.value = value;
      },
    })),
    ...shownStates.map(({ value, label }, i) => ({
      label,
      apart: i === 0,
      checked: shown.value === value,
      run: () => {
        shown.value = value;
      },
    })),
  ];
  return (
    <div class="tools">
      <label class="field">
        <Icon name="search" />
        <input
          type="search"
          aria-label="Filter runs by name or state"
          placeholder="Filter runs"
          value={text.value}
          onInput={({ currentTarget }) => {
            text.value = currentTarget.value;
          }}
          onKeyDown={(event) => {
            if (event.key === 'Escape') text.value = '';
            else if (event.key === 'ArrowDown') focusRow(tabStop.value ?? '', document.body);
            else return;
            event.preventDefault();
          }}
        />
      </label>
      <Menu
        icon={shown.value === 'all' ? 'filter' : 'filter-filled'}
        label="Sort and filter"
        commands={commands}
      />
    </div>
  );
}
