// Above the list: a field that filters by name and state, and a menu of orders and states.
import type { JSX } from 'preact';
import { Menu } from '../shared/controls/menu';
import { Icon } from '../shared/icon';
import { orders, shownStates } from './arrange';
import { order, shown, text } from './state';

export function Tools(): JSX.Element {
  const commands = [
    ...orders.map(({ value, label }) => ({
      label,
      checked: order.value === value,
      run: () => {
        order.value = value;
      },
    })),
    ...shownStates.map(({ value, label }) => ({
      label,
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
          onKeyDown={({ key }) => {
            if (key === 'Escape') text.value = '';
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
