// One of several choices, with the name of what is chosen in front. The list is the browser's own.
import type { JSX } from 'preact';
import { Icon } from '../icon';
import './controls.css';

export interface Choice<T extends string> {
  readonly value: T;
  readonly label: string;
}

interface SelectProps<T extends string> {
  readonly label: string;
  readonly choices: readonly Choice<T>[];
  readonly chosen: T;
  readonly onChoose: (value: T) => void;
}

export function Select<T extends string>(props: SelectProps<T>): JSX.Element {
  const { label, choices, chosen, onChoose } = props;
  const choose = (text: string): void => {
    const choice = choices.find(({ value }) => value === text);
    if (choice) onChoose(choice.value);
  };
  return (
    <label class="select">
      <span class="dim">{label}</span>
      <select
        value={chosen}
        onChange={({ currentTarget }) => {
          choose(currentTarget.value);
        }}
      >
        {choices.map(({ value, label: name }) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
      <Icon name="chevron-down" />
    </label>
  );
}
