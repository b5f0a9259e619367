// One of several choices, with the name of what is chosen in front. The list is the browser's own.
import type { JSX } from 'preact';
import { Icon } from '../icon';
import './controls.css';

export interface Choice<T extends string> {
  readonly value: T;
  readonly label: string;
  /** Choices of one group follow each other, under its name. */
  readonly group?: string;
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
        <Options choices={choices.filter(({ group }) => group === undefined)} />
        {[...new Set(choices.map(({ group }) => group))].map(
          (name) =>
            name !== undefined && (
              <optgroup key={name} label={name}>
                <Options choices={choices.filter(({ group }) => group === name)} />
              </optgroup>
            ),
        )}
      </select>
      <Icon name="chevron-down" />
    </label>
  );
}

const Options = ({ choices }: { readonly choices: readonly Choice<string>[] }): JSX.Element => (
  <>
    {choices.map(({ value, label }) => (
      <option key={value} value={value}>
        {label}
      </option>
    ))}
  </>
);
