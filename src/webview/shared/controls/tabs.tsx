// Tabs over a shared place: one stop of the Tab key, arrows change the tab.
import type { JSX, TargetedKeyboardEvent } from 'preact';
import { nextOf } from './next-of';
import './controls.css';

export interface Tab<T extends string> {
  readonly value: T;
  readonly label: string;
  /** In a badge after the label, where it is above 0. */
  readonly count?: number;
}

interface TabsProps<T extends string> {
  readonly label: string;
  readonly tabs: readonly Tab<T>[];
  readonly chosen: T;
  readonly onChoose: (value: T) => void;
  /** The id of the element that shows the chosen tab. */
  readonly controls: string;
}

export function Tabs<T extends string>(props: TabsProps<T>): JSX.Element {
  const { label, tabs, chosen, onChoose, controls } = props;
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLDivElement>): void => {
    const next = nextOf([...event.currentTarget.querySelectorAll('button')], event.key);
    if (!next) return;
    event.preventDefault();
    next.focus();
    next.click();
  };
  return (
    <div class="tabs" role="tablist" aria-label={label} onKeyDown={onKeyDown}>
      {tabs.map(({ value, label: name, count = 0 }) => (
        <button
          key={value}
          type="button"
          role="tab"
          id={`${controls}-${value}`}
          aria-selected={value === chosen}
          aria-controls={controls}
          tabIndex={value === chosen ? 0 : -1}
          onClick={() => {
            onChoose(value);
          }}
        >
          {name}
          {count > 0 && <span class="badge figures">{count}</span>}
        </button>
      ))}
    </div>
  );
}
